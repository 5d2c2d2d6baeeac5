using System.Net;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.HttpResults;
using SmartAI.Platform.Audit;
using SmartAI.Platform.Operations.OpenApi;

namespace SmartAI.Mcp.Servers;

/// <summary>An MCP server elsewhere. Its secret is kept encrypted and sent in one header, to it alone.</summary>
[Audited]
internal sealed class OutsideServer
{
    internal const int Most = 50;
    internal const int MaxName = 100;
    internal const int MaxUrl = 2000;
    internal const int MaxSecret = 4000;
    internal const string PrefixForm = "^[a-z][a-z0-9_]{0,29}$";

    public required Guid Id { get; init; }
    public required string Name { get; set; }

    /// <summary>Stands before the names of its tools, and never changes: policies and conversations name them.</summary>
    public required string Prefix { get; init; }
    public required string Url { get; set; }
    public string? Header { get; set; }

    [AuditMasked]
    public string? ProtectedSecret { get; set; }

    /// <summary>How long a call may take, with all that belongs to it.</summary>
    public required int Seconds { get; set; }
    public bool IsEnabled { get; set; } = true;

    /// <summary>When its tools were last read.</summary>
    [AuditIgnored]
    public DateTimeOffset? ReadAt { get; set; }

    [AuditIgnored]
    public required DateTimeOffset CreatedAt { get; init; }
    public uint Version { get; private set; }

    internal static (Uri? Url, ProblemHttpResult? Wrong) ReadUrl(string text, ServerAddresses addresses) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
        && url is { UserInfo: "", Fragment: "", Host.Length: > 0 }
        && (
            IPAddress.TryParse(url.Host.Trim('[', ']'), out var address)
                ? addresses.Permits(address, url.Scheme)
                : url.Scheme == Uri.UriSchemeHttps && !url.IsLoopback
        )
            ? (url, null)
            : (null, McpErrors.ServerUrlRefused.OnField("/url"));

    /// <summary>A header that the protocol or the connection uses itself would break it, or hide what is sent where.</summary>
    internal static ProblemHttpResult? RefusesHeader(string? header, string? secret) =>
        header is null == secret is null
        && (
            header is null
            || (header == "Authorization" || header.StartsWith("X-", StringComparison.OrdinalIgnoreCase)) && header.All(IsToken)
        )
        && secret?.AsSpan().IndexOfAnyExceptInRange(' ', '~') is null or -1
            ? null
            : McpErrors.HeaderUnusable.OnField("/header");

    private static bool IsToken(char c) => char.IsAsciiLetterOrDigit(c) || c == '-';
}

/// <summary>A server without its secret.</summary>
internal sealed record ServerView(
    Guid Id,
    [property: Example("Weather")] string Name,
    [property: Example("weather")] string Prefix,
    [property: Example("https://mcp.example.org/mcp")] string Url,
    [property: Example("Authorization")] string? Header,
    int Seconds,
    bool IsEnabled,
    DateTimeOffset? ReadAt,
    DateTimeOffset CreatedAt
)
{
    internal static ServerView Of(OutsideServer s) =>
        new(s.Id, s.Name, s.Prefix, s.Url, s.Header, s.Seconds, s.IsEnabled, s.ReadAt, s.CreatedAt);
}

/// <summary>Keeps the secrets of servers encrypted.</summary>
internal sealed class ServerSecrets(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("mcp.server");

    internal string Protect(string secret) => _protector.Protect(secret);

    /// <exception cref="System.Security.Cryptography.CryptographicException">The master key is another one by now.</exception>
    internal string Reveal(string kept) => _protector.Unprotect(kept);
}
