namespace SmartAI.Repository.Tests;

/// <summary>Commits as a contributor makes them, with the hooks that <c>make hooks</c> installs.</summary>
public sealed class HookTests(Clone clone) : IClassFixture<Clone>
{
    // In one commit, for what a commit costs is the starting of its hooks.
    private static readonly (string Hook, string Path, string Text)[] Bad =
    [
        ("C# format", "src/Platform/Spoiled.cs", "namespace  SmartAI ;\nclass X{ }\n"),
        ("web format", "web/src/spaced.ts", "export const spoiled   = 1;;\n"),
        ("web lint", "web/src/stopped.ts", "export function spoiled() {\n  debugger;\n}\n"),
        ("no merge markers", "docs/spoiled.md", "one\n<<<<<<< ours\ntwo\n=======\nthree\n>>>>>>> theirs\n"),
        ("YAML", "deploy/doubled.yaml", "a: 1\na: 2\n"),
        ("shell scripts", "scripts/spoiled.sh", "#!/bin/bash\ncd $1\n"),
        (
            "Compose files",
            "deploy/containers/compose.spoiled.yaml",
            "services:\n  database:\n    ports: [\"5432:5432\"]\n    environment:\n      POSTGRES_PASSWORD: smartai\n"
        ),
        (
            "workflows",
            ".github/workflows/unknown.yaml",
            "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: echo ${{ nothing }}\n"
        ),
        (
            "workflows",
            ".github/workflows/unpinned.yaml",
            "on: push\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    timeout-minutes: 5\n    steps:\n      - uses: actions/setup-node@v4\n"
        ),
        (
            "workflows",
            ".github/workflows/unlimited.yaml",
            "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    timeout-minutes: 5\n    steps:\n      - run: make check\n"
        ),
    ];

    [Fact]
    public async Task Every_bad_file_is_refused_and_named_by_the_hook_that_knows_it()
    {
        var (ended, made) = await clone.CommitAsync(Bad.ToDictionary(b => b.Path, b => b.Text));

        made.ShouldBeFalse(ended.Words);
        Failed(ended).ShouldBe(Bad.Select(b => b.Hook).Distinct(), ignoreOrder: true, ended.Words);
        foreach (var (hook, path, _) in Bad)
            Said(ended, hook).ShouldContain(Path.GetFileName(path), Case.Sensitive, ended.Words);
    }

    [Fact]
    public async Task A_secret_is_refused_and_not_repeated_in_the_refusal()
    {
        // Put together here, so that this file passes the rule itself.
        var secrets = new[] { "ghp_" + new string('A', 36), "sai_pat_" + new string('b', 43) };
        foreach (var secret in secrets)
        {
            var (ended, made) = await clone.CommitAsync(new() { ["docs/spoiled.md"] = $"Use {secret} for this.\n" });

            made.ShouldBeFalse(ended.Words);
            Failed(ended).ShouldBe(["no secret"], ended.Words);
            ended.Words.ShouldNotContain(secret);
        }
    }

    [Fact]
    public async Task A_large_file_is_refused()
    {
        var (ended, made) = await clone.CommitAsync(new() { ["docs/large.txt"] = string.Concat(Enumerable.Repeat("large\n", 200_000)) });

        made.ShouldBeFalse(ended.Words);
        Failed(ended).ShouldBe(["no large file"], ended.Words);
    }

    [Theory]
    [InlineData("feat: audit trail for administrators")]
    [InlineData("let administrators read the audit trail")]
    [InlineData("Let administrators read the audit trail.")]
    [InlineData("Fix")]
    [InlineData("Let administrators read the audit trail\nwithout an empty line")]
    public async Task A_message_outside_of_the_convention_is_refused(string message)
    {
        var (ended, made) = await clone.CommitAsync([], message);

        made.ShouldBeFalse(ended.Words);
        Failed(ended).ShouldBe(["commit message"], ended.Words);
    }

    [Fact]
    public async Task A_good_commit_passes()
    {
        var (ended, made) = await clone.CommitAsync(
            new()
            {
                ["src/Platform/Good.cs"] = "namespace SmartAI.Platform;\n\ninternal sealed class Good;\n",
                ["web/src/good.ts"] = "export const good = 1;\n",
                ["docs/a name with spaces.md"] = "A heading\n=======\n\nGood.\n",
                ["scripts/good.sh"] = "#!/usr/bin/env bash\nset -euo pipefail\necho good\n",
            },
            "Let a file say something good\n\nAnd the body why."
        );

        made.ShouldBeTrue(ended.Words);
        Failed(ended).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_merge_with_a_marker_left_in_it_is_refused_and_goes_on_once_it_is_resolved()
    {
        var start = await clone.HeadAsync();
        var file = Path.Combine(clone.Folder, "docs", "both.md");
        await WriteAsync("theirs\n", "Let them say it");
        var theirs = await clone.HeadAsync();
        await clone.GitAsync("reset", "--quiet", "--hard", start);
        await WriteAsync("ours\n", "Let us say it");

        (await Commands.RunAsync(clone.Folder, "git", "merge", theirs)).Code.ShouldNotBe(0);
        await clone.GitAsync("add", "docs/both.md");
        var refused = await Commands.RunAsync(clone.Folder, "git", "commit", "--no-edit");
        Failed(refused).ShouldBe(["no merge markers"], refused.Words);

        await File.WriteAllTextAsync(file, "ours and theirs\n");
        await clone.GitAsync("add", "docs/both.md");
        await clone.GitAsync("commit", "--no-edit");
        (await clone.GitAsync("log", "-1", "--format=%P")).Split(' ').Length.ShouldBe(2);
        await clone.GitAsync("reset", "--quiet", "--hard", start);

        async Task WriteAsync(string text, string message)
        {
            await File.WriteAllTextAsync(file, text);
            await clone.GitAsync("add", "docs/both.md");
            await clone.GitAsync("commit", "--quiet", "--message", message);
        }
    }

    /// <summary>The names of the hooks that said no.</summary>
    private static List<string> Failed(Ended ended) =>
        [
            .. ended
                .Words.Split('\n')
                .Where(l => l.EndsWith("Failed", StringComparison.Ordinal))
                .Select(l => l[..l.IndexOf("..", StringComparison.Ordinal)]),
        ];

    /// <summary>What a hook wrote below its name.</summary>
    private static string Said(Ended ended, string hook)
    {
        var lines = ended.Words.Split('\n');
        return string.Join(
            '\n',
            lines.SkipWhile(l => !l.StartsWith(hook + ".", StringComparison.Ordinal)).Skip(1).TakeWhile(l => !IsVerdict(l))
        );

        static bool IsVerdict(string line) =>
            line.Contains("...", StringComparison.Ordinal)
            && (
                line.EndsWith("Failed", StringComparison.Ordinal)
                || line.EndsWith("Passed", StringComparison.Ordinal)
                || line.EndsWith("Skipped", StringComparison.Ordinal)
            );
    }
}
