using System.Globalization;
using System.Runtime.CompilerServices;

namespace SmartAI.Server.Commands.Checks;

/// <summary>
/// What containers here would meet: which engine, whether it answers, its memory, and whether it sees this folder. Nothing where none is installed: none
/// is needed without containers, so each finding is a note.
/// </summary>
internal static class EngineChecks
{
    // The limits of compose.yaml come to 3 GB with the profile backup; a build needs as much for a while.
    private const long Least = 4_000_000_000;
    private const string Name = "containers";

    internal static async IAsyncEnumerable<Finding> Containers([EnumeratorCancellation] CancellationToken cancel)
    {
        if (await EngineAsync(cancel) is not { } engine)
            yield break;
        foreach (var finding in Of(engine, Repository(), OperatingSystem.IsMacOS(), Home(), ColimaSettings(engine)))
            yield return finding;
    }

    /// <summary>What is to be said of an engine, and the command that mends it.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="folder">The checkout with compose.yaml, whose files containers mount; null where the program was installed without it.</param>
    /// <param name="onMac">Whether the engine is in a machine of its own.</param>
    /// <param name="home">The person's own folder.</param>
    /// <param name="colima">Colima's settings of the profile, as YAML.</param>
    internal static IEnumerable<Finding> Of(Engine engine, string? folder, bool onMac, string home, string? colima)
    {
        if (engine.Version is null)
        {
            yield return Finding.Warn(Name, $"{engine.Name} is installed and does not answer.", Start(engine, onMac));
            yield break;
        }

        var gigabytes = (engine.Memory / 1e9).ToString("0.#", CultureInfo.InvariantCulture);
        yield return engine.Memory >= Least
            ? Finding.Ok(Name, $"{engine.Name} {engine.Version} answers and has {gigabytes} GB.")
            : Finding.Warn(
                Name,
                $"{engine.Name} {engine.Version} has {gigabytes} GB; the containers' limits come to 3, and a build needs more.",
                Enlarge(engine, onMac)
            );
        if (folder is not null && !Mounted(engine, onMac, home, colima).Any(shared => IsIn(folder, shared)))
            yield return Finding.Warn(
                "mounts",
                $"{engine.Name} does not see {folder}: secrets and settings would be empty folders in containers.",
                Share(engine, folder)
            );
    }

    private static string Start(Engine engine, bool onMac) =>
        engine.Kind switch
        {
            EngineKind.Colima => $"Run: colima start {engine.Profile}",
            EngineKind.DockerDesktop => onMac ? "Run: open -a Docker" : "Run: systemctl --user start docker-desktop",
            EngineKind.Podman => "Run: podman machine start",
            _ => "Run: sudo systemctl start docker, and sudo usermod -aG docker $USER where only root reaches it.",
        };

    private static string Enlarge(Engine engine, bool onMac) =>
        engine.Kind switch
        {
            EngineKind.Colima => $"Run: colima stop {engine.Profile} && colima start {engine.Profile} --memory 6",
            EngineKind.DockerDesktop => "Settings, Resources, Memory limit: 6 GB.",
            EngineKind.Podman when onMac => "Run: podman machine stop && podman machine set --memory 6144 && podman machine start",
            _ => "Lower DATABASE_MEMORY, SERVER_MEMORY and WORKER_MEMORY in .env, or give the machine more.",
        };

    private static string Share(Engine engine, string folder) =>
        engine.Kind switch
        {
            EngineKind.Colima =>
                $"Run: colima stop {engine.Profile} && colima start {engine.Profile} --mount \"$HOME:w\" --mount \"{folder}:w\"",
            EngineKind.DockerDesktop => $"Settings, Resources, File sharing: add {folder}.",
            _ => $"Run: podman machine init --volume \"{folder}:{folder}\" on a new machine, or move the checkout into your home folder.",
        };

    // What each shares where nothing else is said; on Linux without a machine of its own, everything is there.
    private static List<string> Mounted(Engine engine, bool onMac, string home, string? colima) =>
        engine.Kind switch
        {
            EngineKind.Colima => ColimaMounts(colima, home),
            EngineKind.DockerDesktop => onMac ? ["/Users", "/Volumes", "/private", "/tmp", "/var/folders"] : [home],
            EngineKind.Podman when onMac => ["/Users", "/private", "/var/folders"],
            _ => ["/"],
        };

    private static List<string> ColimaMounts(string? settings, string home)
    {
        var named = (settings ?? "")
            .Split('\n')
            .Select(line => line.Trim())
            .Where(line => line.StartsWith("- location:", StringComparison.Ordinal))
            .Select(line => line["- location:".Length..].Trim().Trim('"', '\''))
            .Select(path => path.StartsWith('~') ? home + path[1..] : path)
            .ToList();
        return named.Count > 0 ? named : [home];
    }

    private static bool IsIn(string folder, string shared) =>
        shared == "/" || folder == shared || folder.StartsWith(shared.TrimEnd('/') + "/", StringComparison.Ordinal);

    private static async Task<Engine?> EngineAsync(CancellationToken cancel)
    {
        if (await MachineChecks.RunAsync("docker", ["context", "inspect"], cancel) is { } context && context.TrimStart().StartsWith('['))
            return Engine.OfDocker(context, await MachineChecks.RunAsync("docker", ["info", "--format", "{{json .}}"], cancel));
        return MachineChecks.Find("podman") is null
            ? null
            : Engine.OfPodman(await MachineChecks.RunAsync("podman", ["info", "--format", "json"], cancel));
    }

    private static string? Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "compose.yaml")))
                return folder.FullName;
        return null;
    }

    private static string Home() => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    private static string? ColimaSettings(Engine engine) =>
        engine.Kind == EngineKind.Colima && Path.Combine(Home(), ".colima", engine.Profile, "colima.yaml") is var file && File.Exists(file)
            ? File.ReadAllText(file)
            : null;
}
