using System.Net;
using System.Net.Sockets;

namespace SmartAI.Platform.Http;

/// <summary>
/// Keeps calls to places that people name from reaching what only this machine can reach (server-side request forgery). It looks at the address that is
/// connected to, each time, after the name was resolved: a name that answers differently the second time gains nothing.
/// </summary>
/// <param name="allowed">Networks that may be reached although they are private; in them http: is allowed too.</param>
public class OutboundAddresses(IReadOnlyList<IPNetwork> allowed)
{
    // What is not the public internet: IANA's special-purpose registries for IPv4 and IPv6.
    private static readonly IPNetwork[] s_special =
    [
        .. (
            (string[])
                [
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "3fff::/20",
                ]
        ).Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork s_global = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork s_nat64 = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>True if a setting names any private network at all.</summary>
    public bool AllowsAny => allowed.Count > 0;

    /// <summary>True if a setting names it.</summary>
    public bool IsAllowed(IPAddress address) => allowed.Any(n => n.Contains(Plain(address)));

    /// <summary>True if a call may go there in this scheme.</summary>
    public bool Permits(IPAddress address, string scheme) =>
        IsAllowed(address) || (scheme == Uri.UriSchemeHttps && IsPublic(Plain(address)));

    /// <summary>The one way out to places that people name: only where it may go, following no redirect, through no proxy, keeping no cookie.</summary>
    /// <param name="kept">How long a connection may serve further calls: it follows a name that moves no sooner.</param>
    /// <param name="headerKilobytes">How large the headers of an answer may be.</param>
    public SocketsHttpHandler Connections(TimeSpan kept, int headerKilobytes) =>
        new()
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectCallback = ConnectAsync,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = kept,
            MaxResponseHeadersLength = headerKilobytes,
            // What is left of an answer that nobody wants is not read.
            MaxResponseDrainSize = 0,
        };

    /// <summary>Connects to the first permitted address of a name.</summary>
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = await Dns.GetHostAddressesAsync(host, cancel);
        // One refused address refuses the name: whoever mixes them is trying something.
        if (addresses.Length == 0 || !addresses.All(a => Permits(a, context.InitialRequestMessage.RequestUri!.Scheme)))
            throw new AddressRefusedException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>A network, or a single address as a network of one; null if the text is neither.</summary>
    public static IPNetwork? Read(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;

    private static bool IsPublic(IPAddress address) =>
        (address.AddressFamily == AddressFamily.InterNetwork || s_global.Contains(address)) && !s_special.Any(n => n.Contains(address));

    /// <summary>The address that a packet would really go to: an IPv4 one may be dressed as IPv6.</summary>
    private static IPAddress Plain(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (s_nat64.Contains(address))
            return new IPAddress(address.GetAddressBytes().AsSpan(12));
        return address.AddressFamily == AddressFamily.InterNetworkV6 && address.ScopeId != 0
            ? new IPAddress(address.GetAddressBytes())
            : address;
    }
}

/// <summary>The name leads to an address that must not be reached.</summary>
public sealed class AddressRefusedException() : Exception("The address is not on the public internet and no setting allows it.");
