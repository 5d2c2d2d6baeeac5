using System.Runtime.CompilerServices;

namespace SmartAI.Repository.Tests;

/// <summary>A repository with the files of this one as they are now, the hooks installed, and a place to spoil them.</summary>
public sealed class Clone : IAsyncLifetime
{
    internal string Folder { get; } = Directory.CreateTempSubdirectory("smartai-clone-").FullName;

    public async ValueTask InitializeAsync()
    {
        var root = Root();
        await GitAsync("init", "--quiet", "--initial-branch=main");
        await GitAsync("config", "user.name", "Tests");
        await GitAsync("config", "user.email", "tests@example.org");
        await CopyAsync(Folder);
        foreach (var installed in new[] { "web/node_modules", "scripts/lint/node_modules" })
        {
            if (Directory.Exists(Path.Combine(root, installed)))
                Directory.CreateSymbolicLink(Path.Combine(Folder, installed), Path.Combine(root, installed));
        }

        await GitAsync("add", "--all");
        await GitAsync("commit", "--quiet", "--no-verify", "--message", "Begin");
        var hooks = await Commands.RunAsync(Folder, "bash", "scripts/hooks.sh");
        hooks.Code.ShouldBe(0, hooks.Words);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Writes files and commits them; afterwards nothing of them is left in the way of the next.</summary>
    internal async Task<(Ended Ended, bool IsMade)> CommitAsync(
        Dictionary<string, string> files,
        string message = "Let a file say something else"
    )
    {
        var before = await HeadAsync();
        foreach (var (path, text) in files)
        {
            var file = Path.Combine(Folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, text);
        }

        await GitAsync("add", "--all");
        var ended = await Commands.RunAsync(Folder, "git", "commit", "--allow-empty", "--message", message);
        var made = await HeadAsync() != before;
        await GitAsync("reset", "--quiet", "--hard", before);
        return (ended, made);
    }

    /// <summary>Runs git and expects that it succeeds.</summary>
    internal async Task<string> GitAsync(params string[] arguments)
    {
        var ended = await Commands.RunAsync(Folder, "git", arguments);
        ended.Code.ShouldBe(0, $"git {string.Join(' ', arguments)}: {ended.Words}");
        return ended.Words.Trim();
    }

    internal Task<string> HeadAsync() => GitAsync("rev-parse", "HEAD");

    /// <summary>Copies what is tracked or will be, as it is now, and nothing that was built or installed.</summary>
    internal static async Task CopyAsync(string folder)
    {
        var copied = await Commands.RunAsync(
            Root(),
            "bash",
            "-c",
            $"git -c safe.directory='*' ls-files -z --cached --others --exclude-standard | tar --null --ignore-failed-read -T - -cf - 2> /dev/null | tar -xf - -C '{folder}'"
        );
        copied.Code.ShouldBe(0, copied.Words);
    }

    internal static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(here, "..", "..", ".."));
}
