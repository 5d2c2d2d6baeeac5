using System.Text.Json;
using System.Text.RegularExpressions;

namespace SmartAI.Repository.Tests;

/// <summary>The dev container has what the scripts ask of a machine; scripts/devcontainer-test.sh builds it where a Docker engine is at hand.</summary>
public sealed partial class DevContainerTests
{
    private static readonly string s_folder = Path.Combine(Clone.Root(), ".devcontainer");

    [Fact]
    public async Task It_installs_every_package_that_the_tests_would_install_themselves()
    {
        var installed = Word().Matches(await ReadAsync("Dockerfile")).Select(m => m.Value).ToHashSet(StringComparer.Ordinal);
        var script = await File.ReadAllTextAsync(Path.Combine(Clone.Root(), "scripts", "test.sh"), TestContext.Current.CancellationToken);

        var asked = Ensure()
            .Matches(script)
            .SelectMany(m => m.Groups["packages"].Value.Trim('"').Split(' '))
            .Concat(Loop().Match(script).Groups["programs"].Value.Split(' '))
            .Where(package => package is not "$program" and not "\"$program\"")
            .ToList();

        asked.ShouldContain("chromium");
        asked.ShouldContain("swift-object");
        asked.ShouldContain("shellcheck");
        asked.Except(installed).ShouldBeEmpty();
    }

    [Fact]
    public async Task It_is_built_on_the_same_versions_as_the_image_and_opens_the_ports_of_the_platform()
    {
        static IEnumerable<string> Bases(string text) => Base().Matches(text).Select(m => m.Groups[1].Value);
        var image = await File.ReadAllTextAsync(Path.Combine(Clone.Root(), "Dockerfile"), TestContext.Current.CancellationToken);

        Bases(await ReadAsync("Dockerfile")).Except(Bases(image)).ShouldBeEmpty();

        using var settings = JsonDocument.Parse(await ReadAsync("devcontainer.json"));
        var root = settings.RootElement;
        File.Exists(Path.Combine(s_folder, root.GetProperty("build").GetProperty("dockerfile").GetString()!)).ShouldBeTrue();
        root.GetProperty("forwardPorts").EnumerateArray().Select(p => p.GetInt32()).ShouldBe([8080, 5173]);
        root.GetProperty("remoteUser").GetString().ShouldBe("node");
        var targets = root.GetProperty("postCreateCommand").GetString()!.Split(' ')[1..];
        var makefile = await File.ReadAllTextAsync(Path.Combine(Clone.Root(), "Makefile"), TestContext.Current.CancellationToken);
        targets.ShouldAllBe(target => makefile.Contains($"\n{target}:", StringComparison.Ordinal));
    }

    private static Task<string> ReadAsync(string file) =>
        File.ReadAllTextAsync(Path.Combine(s_folder, file), TestContext.Current.CancellationToken);

    [GeneratedRegex(@"[a-z0-9][a-z0-9.+-]+", RegexOptions.None, 1000)]
    private static partial Regex Word();

    // ensure <program> <packages> ...
    [GeneratedRegex(@"ensure (?:""[^""]+""|\S+) (?<packages>""[^""]+""|[a-z][a-z-]*) ", RegexOptions.None, 1000)]
    private static partial Regex Ensure();

    [GeneratedRegex(@"for program in (?<programs>[a-z -]+); do ensure", RegexOptions.None, 1000)]
    private static partial Regex Loop();

    [GeneratedRegex(@"^FROM (?:--\S+ )?(\S+:\S+)", RegexOptions.Multiline, 1000)]
    private static partial Regex Base();
}
