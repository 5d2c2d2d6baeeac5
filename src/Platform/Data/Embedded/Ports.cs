using System.Net;
using System.Net.Sockets;

namespace SmartAI.Platform.Data.Embedded;

/// <summary>Ports on 127.0.0.1.</summary>
internal static class Ports
{
    /// <summary>The first of the wanted ports that is free, else any free one.</summary>
    internal static int Choose(params IEnumerable<int?> wanted) => wanted.FirstOrDefault(port => port is { } p && IsFree(p)) ?? Any();

    internal static bool IsFree(int port)
    {
        if (port is < 1 or > IPEndPoint.MaxPort)
            return false;
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    // Between this and PostgreSQL's own bind somebody else may take it: the start then tries another.
    private static int Any()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
