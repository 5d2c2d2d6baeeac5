using Microsoft.AspNetCore.Http;

namespace SmartAI.Platform.Settings;

/// <summary>The one address that links, cookies and host checks are made from; never the request's own Host.</summary>
public sealed class PublicAddress
{
    private readonly HashSet<string> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private Uri _url;

    /// <summary>Takes the configured address, or loopback with the given port.</summary>
    public PublicAddress(PublicSettings settings, int port)
    {
        IsConfigured = settings.Url is not null;
        _url = new Uri(settings.Url ?? $"http://localhost:{port}");
        Listens(port);
    }

    /// <summary>True where an operator set it.</summary>
    public bool IsConfigured { get; }

    /// <summary>True if cookies carry Secure and the <c>__Host-</c> prefix.</summary>
    public bool IsHttps => _url.Scheme == "https";

    /// <summary>Scheme, host and port, without a slash at the end.</summary>
    public string Origin => _url.GetLeftPart(UriPartial.Authority);

    /// <summary>An absolute link into the web app.</summary>
    public string Link(string path) => Origin + path;

    /// <summary>The port that was really bound, where 0 asked for any.</summary>
    public void Listens(int port)
    {
        if (!IsConfigured)
            _url = new Uri($"http://localhost:{port}");
        _hosts.Clear();
        _hosts.Add(_url.Authority);
        // A browser leaves the port out where it is the scheme's own; loopback has several names for one thing.
        if (_url.IsDefaultPort)
            _hosts.Add(_url.Host + ":" + _url.Port);
        if (_url.IsLoopback)
            _hosts.UnionWith([$"localhost:{_url.Port}", $"127.0.0.1:{_url.Port}", $"[::1]:{_url.Port}"]);
    }

    internal bool IsFor(HostString host) => host.HasValue && _hosts.Contains(host.Value!);

    internal bool IsOrigin(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Scheme == _url.Scheme && _hosts.Contains(from.Authority);
}
