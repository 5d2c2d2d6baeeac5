using System.Net;
using System.Net.Sockets;

namespace SmartAI.Server.Tests;

/// <summary><c>smartai doctor</c> says of each thing that a start needs whether it is there, and of each that is not what to do.</summary>
public sealed class DoctorTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartai-doctor-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_machine_that_has_everything_is_told_so()
    {
        await using var data = new DataFolder();

        var (code, output, error) = await Smartai.RunAsync(
            ["doctor"],
            null,
            ("PATH", WithTools(node: "v22.12.0", dotnet: "10.0.100")),
            ("SMARTAI_DATA", data.Path),
            ("SMARTAI_PORT", FreePort()),
            ("SMARTAI_WEB_ROOT", WebRoot())
        );

        code.ShouldBe(0, output + error);
        foreach (var name in (string[])[".NET", "Node", "disk", "port", "web app", "database", "clock", "notify", "schema"])
            Line(output, name).ShouldStartWith("ok", customMessage: output);
        // Mails that nobody gets are fine for a look around, and no more.
        Line(output, "mail").ShouldStartWith("note");
        output.ShouldContain("SMARTAI_MAIL__SMTPHOST");
        output.ShouldContain("Everything that is needed is there.");
        data.PostgresId().ShouldBe(0);
    }

    [Fact]
    public async Task Each_thing_that_is_missing_is_named_with_what_to_do()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        var (code, output, error) = await Smartai.RunAsync(
            ["doctor"],
            null,
            ("PATH", WithTools(node: "v16.20.2", dotnet: "8.0.404")),
            ("SMARTAI_DATA", "/proc/smartai"), // a disk with no room
            ("SMARTAI_PORT", Port(other)),
            ("SMARTAI_WEB_ROOT", _folder.FullName),
            ("SMARTAI_DATABASE", "Host=127.0.0.1;Port=1;Username=nobody;Password=secret-of-the-database;Timeout=3"),
            ("SMARTAI_SECRETS__MASTER_KEY", "0123456789abcdef0123456789abcdef"),
            ("SMARTAI_MAIL__SMTPHOST", "127.0.0.1"),
            ("SMARTAI_MAIL__SMTPPORT", "1"),
            ("SMARTAI_MAIL__FROM", "smartai@example.org")
        );

        code.ShouldBe(1, output + error);
        Says(".NET", "FAIL", "8.0.404", "Install the .NET 10 SDK");
        Says("Node", "FAIL", "v16.20.2", "Install Node 20.19");
        Says("disk", "FAIL", "/proc/smartai", "SMARTAI_DATA");
        Says("port", "note", Port(other), "SMARTAI_PORT=8081");
        Says("web app", "FAIL", "not built", "make build");
        Says("database", "FAIL", "cannot be reached", "SMARTAI_DATABASE");
        Says("mail", "FAIL", "127.0.0.1 does not answer", "SMARTAI_MAIL__SMTPHOST");
        Says("containers", "note", "does not answer", "sudo systemctl start docker");
        output.ShouldContain("6 of 8 checks failed.");
        (output + error).ShouldNotContain("   at ");
        (output + error).ShouldNotContain("secret-of-the-database");

        void Says(string name, string mark, string what, string advice)
        {
            var line = Line(output, name);
            line.ShouldStartWith(mark, customMessage: output);
            line.ShouldContain(what);
            output.Split('\n').SkipWhile(l => !l.Contains($" {name} ", StringComparison.Ordinal)).ElementAt(1).ShouldContain(advice);
        }
    }

    [Fact]
    public async Task A_clock_that_is_wrong_and_a_pooler_in_the_way_are_found()
    {
        await using var database = await TestDatabase.EmptyAsync();
        // What a connection finds before PostgreSQL's own functions: an hour ahead, and deaf as through a pooler.
        await database.RunAsync(
            """
            create function public.clock_timestamp() returns timestamptz language sql as 'select pg_catalog.clock_timestamp() + interval ''1 hour''';
            create function public.pg_notify(text, text) returns void language sql as 'select null::void';
            """
        );

        var (code, output, error) = await Smartai.RunAsync(
            ["doctor"],
            null,
            ("SMARTAI_DATABASE", $"{database.ConnectionString};Search Path=public,pg_catalog"),
            ("SMARTAI_SECRETS__MASTER_KEY", "0123456789abcdef0123456789abcdef"),
            ("SMARTAI_PORT", FreePort())
        );

        code.ShouldBe(1, output + error);
        Line(output, "clock").ShouldContain("3600 seconds apart");
        output.ShouldContain("Run NTP on both.");
        Line(output, "notify").ShouldStartWith("FAIL");
        output.ShouldContain("SMARTAI_DATABASE__DIRECT");
        Line(output, "schema").ShouldStartWith("FAIL");
        output.ShouldContain("smartai migrate");
        // Nobody would get a mail, and this installation is not for looking around.
        Line(output, "mail").ShouldStartWith("FAIL");
    }

    /// <summary>What stands behind two spaces: the mark, the name and the sentence.</summary>
    private static string Line(string output, string name) =>
        output.Split('\n').Select(l => l.Trim()).First(l => l.Length > 5 && l[5..].StartsWith(name, StringComparison.Ordinal));

    private string WithTools(string node, string dotnet)
    {
        foreach (var (tool, version) in (IEnumerable<(string, string)>)[("node", node), ("dotnet", dotnet)])
        {
            var path = Path.Combine(_folder.FullName, tool);
            File.WriteAllText(path, $"#!/bin/sh\necho {version}\n");
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        // An engine that does not answer, whatever this machine has.
        var docker = Path.Combine(_folder.FullName, "docker");
        File.WriteAllText(
            docker,
            """
            #!/bin/sh
            [ "$1" = context ] && echo '[{"Name":"default","Endpoints":{"docker":{"Host":"unix:///var/run/docker.sock"}}}]'
            [ "$1" = context ]
            """
        );
        File.SetUnixFileMode(docker, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return $"{_folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}";
    }

    private string WebRoot()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "index.html"), "<!doctype html>");
        return _folder.FullName;
    }

    private static string FreePort()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return Port(free);
    }

    private static string Port(TcpListener listener) =>
        ((IPEndPoint)listener.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
