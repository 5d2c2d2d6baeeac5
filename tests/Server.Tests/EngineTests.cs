using SmartAI.Server.Commands.Checks;

namespace SmartAI.Server.Tests;

/// <summary>
/// <c>smartai doctor</c> knows whose engine runs containers here and what mends it. None of Docker Desktop, Colima and Podman's machine was at hand: what
/// each answers is written from its documentation, reduced to the members that are read.
/// </summary>
public sealed class EngineTests
{
    private const string Home = "/Users/ada";
    private const string Checkout = "/Users/ada/smartai";

    // docker context inspect: docs.docker.com/reference/cli/docker/context/inspect (Docker 28).
    private static string Context(string name, string host) =>
        $$$"""[{"Name":"{{{name}}}","Metadata":{},"Endpoints":{"docker":{"Host":"{{{host}}}","SkipTLSVerify":false}},"TLSMaterial":{}}]""";

    // docker info --format '{{json .}}': docs.docker.com/reference/cli/docker/system/info (Docker 28).
    private static string Info(string system, long memory, string version = "28.4.0") =>
        $$"""{"ServerVersion":"{{version}}","OperatingSystem":"{{system}}","NCPU":4,"MemTotal":{{memory}},"Name":"host","Warnings":null}""";

    [Theory]
    // Colima 0.8: README and docs/FAQ.md of abiosoft/colima; the default profile's context is "colima", another's "colima-<profile>".
    [InlineData("colima", "unix:///Users/ada/.colima/default/docker.sock", "Ubuntu 24.04.2 LTS", "Colima (default)")]
    [InlineData("colima-smartai", "unix:///Users/ada/.colima/smartai/docker.sock", "Ubuntu 24.04.2 LTS", "Colima (smartai)")]
    [InlineData("mine", "unix:///Users/ada/.config/colima/smartai/docker.sock", "Ubuntu 24.04.2 LTS", "Colima (smartai)")]
    // Docker Desktop 4.45: docs.docker.com/desktop, context "desktop-linux".
    [InlineData("desktop-linux", "unix:///Users/ada/.docker/run/docker.sock", "Docker Desktop", "Docker Desktop")]
    [InlineData("default", "unix:///var/run/docker.sock", "Docker Desktop", "Docker Desktop")]
    // Docker Engine 28 on Debian.
    [InlineData("default", "unix:///var/run/docker.sock", "Debian GNU/Linux 12 (bookworm)", "Docker")]
    // Podman 5 behind docker's client: docs.podman.io, podman-system-service(1).
    [InlineData("podman", "unix:///run/user/1000/podman/podman.sock", "debian", "Podman")]
    public void An_engine_is_recognized_by_its_context_and_its_answer(string context, string host, string system, string name)
    {
        var engine = Engine.OfDocker(Context(context, host), Info(system, 6_218_022_912));

        engine.Name.ShouldBe(name);
        var finding = EngineChecks.Of(engine, Checkout, onMac: true, Home, null).ShouldHaveSingleItem();
        finding.State.ShouldBe(State.Ok);
        finding.Sentence.ShouldBe($"{name} 28.4.0 answers and has 6.2 GB.");
    }

    [Theory]
    [InlineData("colima", "unix:///Users/ada/.colima/default/docker.sock", "Run: colima start default")]
    [InlineData("desktop-linux", "unix:///Users/ada/.docker/run/docker.sock", "Run: open -a Docker")]
    [InlineData("podman", "unix:///tmp/podman/podman-machine-default-api.sock", "Run: podman machine start")]
    public void One_that_does_not_answer_is_told_with_the_command_that_starts_it(string context, string host, string advice)
    {
        // docker info ends with an error; what it prints then has no version (Docker 28), or there is nothing at all.
        foreach (var info in (string?[])[null, """{"ServerVersion":"","ServerErrors":["Cannot connect to the Docker daemon"]}"""])
        {
            var finding = EngineChecks
                .Of(Engine.OfDocker(Context(context, host), info), Checkout, onMac: true, Home, null)
                .ShouldHaveSingleItem();

            finding.State.ShouldBe(State.Warning);
            finding.Advice.ShouldBe(advice);
        }
    }

    [Theory]
    [InlineData("colima-smartai", "unix:///Users/ada/.colima/smartai/docker.sock", "colima start smartai --memory 6")]
    [InlineData("desktop-linux", "unix:///Users/ada/.docker/run/docker.sock", "Memory limit: 6 GB")]
    [InlineData("podman", "unix:///tmp/podman/podman-machine-default-api.sock", "podman machine set --memory 6144")]
    [InlineData("default", "unix:///var/run/docker.sock", "Lower DATABASE_MEMORY")]
    public void Too_little_memory_is_told_with_the_command_that_gives_more(string context, string host, string advice)
    {
        // Colima's default is 2 GB.
        var finding = EngineChecks
            .Of(Engine.OfDocker(Context(context, host), Info("Ubuntu 24.04.2 LTS", 2_057_842_688)), Checkout, onMac: true, Home, null)
            .ShouldHaveSingleItem();

        finding.State.ShouldBe(State.Warning);
        finding.Sentence.ShouldContain("has 2.1 GB");
        finding.Advice.ShouldNotBeNull().ShouldContain(advice);
    }

    [Fact]
    public void A_checkout_that_the_machine_does_not_see_is_told_with_the_command_that_shares_it()
    {
        const string elsewhere = "/opt/work/smartai";
        var colima = Engine.OfDocker(Context("colima", "unix:///Users/ada/.colima/default/docker.sock"), Info("Ubuntu", 6_218_022_912));

        var findings = EngineChecks.Of(colima, elsewhere, onMac: true, Home, null).ToList();
        findings[1].Name.ShouldBe("mounts");
        findings[1]
            .Advice.ShouldNotBeNull()
            .ShouldContain("""colima start default --mount "$HOME:w" --mount "/opt/work/smartai:w" """.Trim());

        // The profile of deploy/colima shares the home folder; one that names more is believed.
        var profile = File.ReadAllText(Path.Combine(Smartai.Root, "deploy", "colima", "colima.yaml"));
        EngineChecks.Of(colima, elsewhere, onMac: true, Home, profile).Count().ShouldBe(2);
        EngineChecks.Of(colima, Checkout, onMac: true, Home, profile).Count().ShouldBe(1);
        EngineChecks
            .Of(colima, elsewhere, onMac: true, Home, profile + "\n  - location: /opt/work\n    writable: true\n")
            .Count()
            .ShouldBe(1);

        var desktop = Engine.OfDocker(
            Context("desktop-linux", "unix:///Users/ada/.docker/run/docker.sock"),
            Info("Docker Desktop", 8_000_000_000)
        );
        EngineChecks
            .Of(desktop, elsewhere, onMac: true, Home, null)
            .Last()
            .Advice.ShouldBe($"Settings, Resources, File sharing: add {elsewhere}.");
    }

    [Fact]
    public void Podman_alone_is_recognized_by_its_own_answer()
    {
        // podman info --format json: docs.podman.io, podman-info(1) (Podman 5).
        var engine = Engine.OfPodman("""{"host":{"memTotal":2046820352,"cpus":5,"os":"linux"},"version":{"Version":"5.6.1"}}""");

        engine.Version.ShouldBe("5.6.1");
        EngineChecks.Of(engine, Checkout, onMac: true, Home, null).Single().Advice.ShouldNotBeNull().ShouldContain("podman machine set");
        EngineChecks.Of(Engine.OfPodman(null), Checkout, onMac: true, Home, null).Single().Advice.ShouldBe("Run: podman machine start");
    }
}
