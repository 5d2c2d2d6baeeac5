using System.ComponentModel.DataAnnotations;
using System.Net;

namespace SmartAI.Platform.Settings;

/// <summary>The few settings that every start may name.</summary>
[SettingsSection("")]
public sealed class ServerSettings : ICheckedSettings
{
    [Setting("The port that the server listens on.", Example = "8080"), Range(0, 65535)]
    public int Port { get; set; } = 8080;

    [Setting("The folder for the embedded database, files and keys.", Example = "/var/lib/smartai")]
    public string Data { get; set; } = ".data";

    [Setting(
        "Whether the server runs a PostgreSQL of its own where SMARTAI_DATABASE is unset; false in the container image, which has none.",
        Example = "false"
    )]
    public bool Embedded { get; set; } = true;

    [Setting("The address that the server listens on; 0.0.0.0 for all.", Example = "0.0.0.0")]
    public string Listen { get; set; } = "127.0.0.1";

    [Setting(
        "The token of the first administrator's link, for unattended installs; at least 32 characters. Made by chance when unset.",
        Example = "<32 or more random characters>",
        Key = "Setup_Token"
    )]
    public string? SetupToken { get; set; }

    [Setting("The folder with the built web app.", Example = "/app/wwwroot", Key = "Web_Root")]
    public string? WebRoot { get; set; }

    /// <inheritdoc/>
    public string? Problem()
    {
        if (!IPAddress.TryParse(Listen, out _))
            return $"SMARTAI_LISTEN is \"{Listen}\", which is not an IP address. Example: SMARTAI_LISTEN=0.0.0.0";
        if (SetupToken is { Length: < 32 })
            return "SMARTAI_SETUP_TOKEN is shorter than 32 characters and could be guessed. Example: SMARTAI_SETUP_TOKEN=$(openssl rand -hex 32)";
        return null;
    }
}

/// <summary>Where this installation is reached.</summary>
[SettingsSection("Public")]
public sealed class PublicSettings : ICheckedSettings
{
    [Setting(
        "The address that people use. Links in mails, cookies and allowed hosts come from it. http://localhost:<port> when unset.",
        Example = "https://smartai.example.org"
    )]
    public string? Url { get; set; }

    [Setting(
        "Allows an http: address other than loopback, where TLS is not wanted. Sessions can then be stolen on the network.",
        Example = "true",
        Key = "Allow_Http"
    )]
    public bool AllowHttp { get; set; }

    /// <inheritdoc/>
    public string? Problem()
    {
        if (Url is null)
            return null;
        if (
            !Uri.TryCreate(Url, UriKind.Absolute, out var url)
            || url.Scheme is not ("http" or "https")
            || url.AbsolutePath != "/"
            || url.Query.Length > 0
            || url.UserInfo.Length > 0
        )
            return $"SMARTAI_PUBLIC__URL is \"{Url}\", which is not a plain http or https address without a path. Example: SMARTAI_PUBLIC__URL=https://smartai.example.org";
        if (url.Scheme == "http" && !url.IsLoopback && !AllowHttp)
            return $"SMARTAI_PUBLIC__URL is \"{Url}\": an http: address other than loopback lets sessions be stolen on the network. Use https:, or set SMARTAI_PUBLIC__ALLOW_HTTP=true where that is meant. Example: SMARTAI_PUBLIC__URL=https://smartai.example.org";
        return null;
    }
}

/// <summary>Proxies in front of the server.</summary>
[SettingsSection("Proxy")]
public sealed class ProxySettings : ICheckedSettings
{
    [Setting(
        "Addresses or networks of proxies whose X-Forwarded-For and X-Forwarded-Proto count, comma-separated.",
        Example = "10.0.0.0/8"
    )]
    public string[] Trusted { get; set; } = [];

    /// <inheritdoc/>
    public string? Problem() =>
        Array.Find(Trusted, t => !IPNetwork.TryParse(t, out _) && !IPAddress.TryParse(t, out _)) is { } wrong
            ? $"SMARTAI_PROXY__TRUSTED names \"{wrong}\", which is neither an address nor a network. Example: SMARTAI_PROXY__TRUSTED=10.0.0.0/8"
            : null;
}

/// <summary>The database.</summary>
[SettingsSection("Database")]
public sealed class DatabaseSettings
{
    [Setting(
        "A connection string that does not go through a pooler, for LISTEN, migrations and session locks. The same as SMARTAI_DATABASE when unset.",
        Example = "Host=db;Username=smartai;Password=...;Database=smartai"
    )]
    public string? Direct { get; set; }

    [Setting(
        "The password of the database account, where the connection strings hold none: a file for it is a secret of its own.",
        Example = "<secret>"
    )]
    public string? Password { get; set; }

    [Setting("The largest number of connections that one node opens.", Example = "32"), Range(5, 1000)]
    public int Pool { get; set; } = 24;
}

/// <summary>Secrets at rest.</summary>
[SettingsSection("Secrets")]
public sealed class SecretsSettings
{
    [Setting(
        "Wraps the keys that protect stored secrets; 32 or more random characters. The embedded start makes its own.",
        Example = "<openssl rand -hex 32>",
        Key = "Master_Key"
    )]
    public string? MasterKey { get; set; }
}

/// <summary>How many requests a minute each node takes.</summary>
[SettingsSection("Limits")]
public sealed class LimitSettings
{
    [Setting("Requests a minute from one address without a valid credential.", Example = "600"), Range(1, 100_000_000)]
    public int PerAddress { get; set; } = 600;

    [Setting("Requests a minute from one signed-in caller.", Example = "6000"), Range(1, 100_000_000)]
    public int PerCaller { get; set; } = 6000;
}
