using System.Text.Json;
using System.Text.RegularExpressions;

namespace SmartAI.Server.Commands.Checks;

internal enum EngineKind
{
    Docker,
    DockerDesktop,
    Colima,
    Podman,
}

/// <summary>The engine that runs containers here, as it tells of itself.</summary>
/// <param name="Kind">Whose it is: each is mended by other commands.</param>
/// <param name="Profile">Colima's profile or Podman's machine.</param>
/// <param name="Version">The engine's version; null where it does not answer.</param>
/// <param name="Memory">Of the machine that it works in, in bytes.</param>
internal sealed partial record Engine(EngineKind Kind, string Profile, string? Version, long Memory)
{
    internal string Name =>
        Kind switch
        {
            EngineKind.Colima => $"Colima ({Profile})",
            EngineKind.DockerDesktop => "Docker Desktop",
            var kind => kind.ToString(),
        };

    /// <summary>By what <c>docker context inspect</c> and <c>docker info</c> answer, as JSON; the second is empty or has no version while no engine answers.</summary>
    internal static Engine OfDocker(string context, string? info)
    {
        using var contexts = JsonDocument.Parse(context);
        var name = contexts.RootElement[0].GetProperty("Name"u8).GetString()!;
        var host = contexts.RootElement[0].GetProperty("Endpoints").GetProperty("docker").GetProperty("Host").GetString() ?? "";
        var (version, memory, system) = (default(string), 0L, "");
        if (info is { Length: > 0 } && info.TrimStart().StartsWith('{'))
        {
            using var answer = JsonDocument.Parse(info);
            var root = answer.RootElement;
            version = root.TryGetProperty("ServerVersion", out var v) && v.GetString() is { Length: > 0 } told ? told : null;
            memory = root.TryGetProperty("MemTotal", out var m) ? m.GetInt64() : 0;
            system = root.TryGetProperty("OperatingSystem", out var s) ? s.GetString() ?? "" : "";
        }

        // A socket's path names the engine also where somebody has made a context of another name.
        if (ColimaSocket().Match(host) is { Success: true } socket)
            return new Engine(EngineKind.Colima, socket.Groups[1].Value, version, memory);
        if (name.StartsWith("colima", StringComparison.Ordinal))
            return new Engine(EngineKind.Colima, name.Length > 7 ? name[7..] : "default", version, memory);
        if (system == "Docker Desktop" || name == "desktop-linux" || host.Contains("/.docker/", StringComparison.Ordinal))
            return new Engine(EngineKind.DockerDesktop, "", version, memory);
        return host.Contains("podman", StringComparison.Ordinal)
            ? new Engine(EngineKind.Podman, "podman-machine-default", version, memory)
            : new Engine(EngineKind.Docker, "", version, memory);
    }

    /// <summary>By what <c>podman info --format json</c> answers; empty while its machine is stopped.</summary>
    internal static Engine OfPodman(string? info)
    {
        if (info is null || !info.TrimStart().StartsWith('{'))
            return new Engine(EngineKind.Podman, "podman-machine-default", null, 0);
        using var answer = JsonDocument.Parse(info);
        return new Engine(
            EngineKind.Podman,
            "podman-machine-default",
            answer.RootElement.GetProperty("version").GetProperty("Version"u8).GetString(),
            answer.RootElement.GetProperty("host").GetProperty("memTotal").GetInt64()
        );
    }

    [GeneratedRegex(@"[./]colima/([A-Za-z0-9_-]+)/docker\.sock$")]
    private static partial Regex ColimaSocket();
}
