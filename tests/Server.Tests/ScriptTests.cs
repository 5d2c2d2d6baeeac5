using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using SmartAI.Platform.Data.Embedded;

namespace SmartAI.Server.Tests;

/// <summary><c>make down</c> and <c>make clean</c>: the scripts behind them.</summary>
public sealed class ScriptTests
{
    private static readonly string s_stop = Path.Combine(Smartai.Root, "scripts", "stop.sh");

    [Fact]
    public async Task Down_stops_the_server_and_its_database_and_the_database_of_a_killed_one()
    {
        await using var data = new DataFolder();
        (await Smartai.ScriptAsync(s_stop, data.Path)).Output.ShouldContain("No server is running");
        await using (var served = await Served.OnAsync(data))
        {
            var database = data.PostgresId();

            var (code, output, error) = await Smartai.ScriptAsync(s_stop, data.Path);

            code.ShouldBe(0, output + error);
            output.ShouldContain("Stopped.");
            (await served.ExitAsync()).ShouldBe(0, served.Said);
            Smartai.IsRunning(database).ShouldBeFalse();
        }

        await using (var served = await Served.OnAsync(data))
        {
            var database = data.PostgresId();
            await served.KillAsync();

            (await Smartai.ScriptAsync(s_stop, data.Path)).ExitCode.ShouldBe(0);

            Smartai.IsRunning(database).ShouldBeFalse();
            File.Exists(data.In("server.pid")).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task Down_leaves_a_stranger_alone_whose_number_the_file_names()
    {
        await using var data = new DataFolder();
        Directory.CreateDirectory(data.Path);
        using var stranger = System.Diagnostics.Process.Start("sleep", "300");
        try
        {
            await File.WriteAllTextAsync(
                data.In("server.pid"),
                stranger.Id.ToString(CultureInfo.InvariantCulture),
                TestContext.Current.CancellationToken
            );

            (await Smartai.ScriptAsync(s_stop, data.Path)).Output.ShouldContain("No server is running");

            stranger.HasExited.ShouldBeFalse();
        }
        finally
        {
            stranger.Kill();
        }
    }

    [Fact]
    public async Task Clean_removes_what_the_project_made_and_nothing_else()
    {
        var root = Directory.CreateTempSubdirectory("smartai-clean-");
        root.UnixFileMode |= UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        var data = Path.Combine(root.FullName, ".data");
        string[] made =
        [
            ".data/master.key",
            ".data/server.pid",
            ".build/server",
            "src/Platform/bin/Release/Platform.dll",
            "src/Platform/obj/project.assets.json",
            "web/dist/index.html",
            "web/node_modules/react/index.js",
            "tests/tools/node_modules/x.js",
        ];
        string[] kept =
        [
            "src/Platform/Platform.csproj",
            "src/Platform/Platform.cs",
            "tests/tools/bin/hand-written.sh",
            "samples/Mine/bin/mine.txt",
            "bench/mine.txt",
            ".data/mine.txt",
            ".data/postgres/mine.txt",
        ];
        try
        {
            foreach (var script in Directory.EnumerateFiles(Path.Combine(Smartai.Root, "scripts")))
            {
                Directory.CreateDirectory(Path.Combine(root.FullName, "scripts"));
                File.Copy(script, Path.Combine(root.FullName, "scripts", Path.GetFileName(script)));
            }

            foreach (var file in made.Concat(kept).Append("src/Server/Server.csproj"))
                Write(file, "x");
            var built = Write(
                "src/Server/bin/Release/net10.0/smartai",
                $"#!/bin/sh\nexec \"{Smartai.Dotnet}\" exec \"{Smartai.Program}\" \"$@\"\n"
            );
            File.SetUnixFileMode(built, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            Open(Path.Combine(root.FullName, ".data"));
            Open(Path.Combine(root.FullName, ".data", "postgres"));
            await (
                await EmbeddedPostgres.StartAsync(
                    new EmbeddedOptions(data, DatabaseServer.NodeModules(), null),
                    NullLogger.Instance,
                    TimeProvider.System,
                    TestContext.Current.CancellationToken
                )
            ).DisposeAsync();
            File.Exists(Path.Combine(data, "postgres", "connection")).ShouldBeTrue();

            var (code, output, error) = await Smartai.ScriptAsync(Path.Combine(root.FullName, "scripts", "clean.sh"), data);

            code.ShouldBe(0, output + error);
            foreach (var file in kept)
                File.Exists(Path.Combine(root.FullName, file)).ShouldBeTrue(file);
            foreach (var file in made.Append(".data/postgres/connection").Append(".data/postgres/cluster"))
                Path.Exists(Path.Combine(root.FullName, file)).ShouldBeFalse(file);
            output.ShouldContain("holds files that the project did not make");
        }
        finally
        {
            EmbeddedPostgres.Remove(data);
            root.Delete(recursive: true);
        }

        string Write(string file, string text)
        {
            var path = Path.Combine(root.FullName, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
            return path;
        }

        static void Open(string folder) => new DirectoryInfo(folder).UnixFileMode |= UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    }
}
