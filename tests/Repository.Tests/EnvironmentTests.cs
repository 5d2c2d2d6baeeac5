namespace SmartAI.Repository.Tests;

/// <summary>A machine that has restored once can build again from nothing and without a network, and only what is locked.</summary>
public sealed class EnvironmentTests : IAsyncLifetime
{
    private const string Server = "src/Server/Server.csproj";
    private const string Platform = "src/Platform/Platform.csproj";
    private readonly string _folder = Directory.CreateTempSubdirectory("smartai-environment-").FullName;

    public async ValueTask InitializeAsync()
    {
        await Clone.CopyAsync(_folder);
        Directory.CreateDirectory(Path.Combine(_folder, "web", "empty"));
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Everything_is_restored_offline_and_what_does_not_fit_the_locks_is_refused_with_a_sentence()
    {
        (await RestoreAsync("dotnet", Server)).Code.ShouldBe(0);
        Path.Exists(Path.Combine(_folder, "src", "Server", "obj", "project.assets.json")).ShouldBeTrue();

        // Another version than everybody has locked.
        var conflict = await SpoiledAsync(
            "Directory.Packages.props",
            "Include=\"Npgsql\" Version=\"",
            "Include=\"Npgsql\" Version=\"9",
            "dotnet",
            Platform
        );
        conflict.ShouldContain("The lock files do not fit the projects or Directory.Packages.props.");
        conflict.ShouldContain("dotnet restore SmartAI.slnx --force-evaluate");

        // A lock that was left behind.
        (
            await SpoiledAsync("src/Platform/Platform.csproj", "Include=\"MailKit\"", "Include=\"Shouldly\"", "dotnet", Platform)
        ).ShouldContain("The lock files do not fit the projects");

        // The same version with another content.
        (
            await SpoiledAsync("src/Platform/packages.lock.json", "\"contentHash\": \"", "\"contentHash\": \"AA", "dotnet", Platform)
        ).ShouldContain("A package is another one than the lock file names");
    }

    [Fact]
    public async Task Packages_of_npm_are_installed_offline_and_a_stale_lock_is_refused_with_a_sentence()
    {
        var installed = await RestoreAsync("npm", "tests/tools");
        Assert.SkipWhen(
            installed.Words.Contains("ENOTCACHED", StringComparison.Ordinal),
            "npm has nothing of it in its cache: run npm --prefix tests/tools ci"
        );
        installed.Code.ShouldBe(0, installed.Words);
        Directory.Exists(Path.Combine(_folder, "tests", "tools", "node_modules", "smtp-server")).ShouldBeTrue();

        var stale = await SpoiledAsync("tests/tools/package.json", "\"smtp-server\": \"", "\"smtp-server\": \">99 ", "npm", "tests/tools");
        stale.ShouldContain("tests/tools/package-lock.json does not fit tests/tools/package.json.");
        stale.ShouldContain("npm --prefix tests/tools install");
    }

    /// <summary>What is said when one place of a file is another; afterwards it is as before.</summary>
    private async Task<string> SpoiledAsync(string file, string from, string to, params string[] arguments)
    {
        var path = Path.Combine(_folder, file);
        var text = await File.ReadAllTextAsync(path);
        var at = text.IndexOf(from, StringComparison.Ordinal);
        at.ShouldBeGreaterThan(0);
        await File.WriteAllTextAsync(path, string.Concat(text.AsSpan(0, at), to, text.AsSpan(at + from.Length)));
        var ended = await RestoreAsync(arguments);
        await File.WriteAllTextAsync(path, text);
        ended.Code.ShouldBe(1, ended.Words);
        return ended.Words;
    }

    private Task<Ended> RestoreAsync(params string[] arguments) =>
        // Nowhere to ask: an empty folder is the only source of NuGet, and npm stays at home.
        Commands.RunAsync(
            _folder,
            "env",
            [
                $"RestoreSources={_folder}/web/empty",
                "npm_config_offline=true",
                "npm_config_fetch_retries=0",
                "bash",
                "scripts/restore.sh",
                .. arguments,
            ]
        );
}
