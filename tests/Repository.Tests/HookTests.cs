namespace SmartAI.Repository.Tests;

/// <summary>Commits as a contributor makes them, with the hooks that <c>make hooks</c> installs.</summary>
public sealed class HookTests(Clone clone) : IClassFixture<Clone>
{
    private const string Conflicted = "one\n<<<<<<< ours\ntwo\n=======\nthree\n>>>>>>> theirs\n";

    [Theory]
    [InlineData("src/Platform/Spoiled.cs", "namespace  SmartAI ;\nclass X{ }\n", "C# format")]
    [InlineData("web/src/spoiled.ts", "export const spoiled   = 1;;\n", "web format")]
    [InlineData("web/src/spoiled.ts", "export function spoiled() {\n  debugger\n}\n", "web lint")]
    [InlineData("docs/spoiled.md", Conflicted, "no merge markers")]
    [InlineData("deploy/spoiled.yaml", "a: 1\na: 2\n", "YAML")]
    [InlineData("scripts/spoiled.sh", "#!/bin/bash\ncd $1\n", "shell scripts")]
    [InlineData(
        "deploy/containers/compose.spoiled.yaml",
        "services:\n  database:\n    ports: [\"5432:5432\"]\n    environment: { POSTGRES_PASSWORD: smartai }\n",
        "Compose files"
    )]
    [InlineData(
        ".github/workflows/spoiled.yaml",
        "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: echo ${{ nothing }}\n",
        "workflows"
    )]
    [InlineData(
        ".github/workflows/unpinned.yaml",
        "on: push\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    timeout-minutes: 5\n    steps:\n      - uses: actions/setup-node@v4\n",
        "workflows"
    )]
    [InlineData(
        ".github/workflows/unlimited.yaml",
        "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    timeout-minutes: 5\n    steps:\n      - run: make check\n",
        "workflows"
    )]
    public async Task A_bad_file_is_refused_by_the_hook_that_knows_it(string path, string text, string hook)
    {
        var (ended, made) = await clone.CommitAsync(path, text);

        made.ShouldBeFalse(ended.Words);
        Failed(ended).ShouldContain(hook, ended.Words);
    }

    [Fact]
    public async Task A_secret_is_refused_and_not_repeated_in_the_refusal()
    {
        // Put together here, so that this file passes the rule itself.
        var secrets = new[] { "ghp_" + new string('A', 36), "sai_pat_" + new string('b', 43) };
        foreach (var secret in secrets)
        {
            var (ended, made) = await clone.CommitAsync("docs/spoiled.md", $"Use {secret} for this.\n");

            made.ShouldBeFalse(ended.Words);
            Failed(ended).ShouldBe(["no secret"], ended.Words);
            ended.Words.ShouldNotContain(secret);
        }
    }

    [Fact]
    public async Task A_large_file_is_refused()
    {
        var (ended, made) = await clone.CommitAsync("docs/large.txt", string.Concat(Enumerable.Repeat("large\n", 200_000)));

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
        var (ended, made) = await clone.CommitAsync("docs/good.md", "Good.\n", message);

        made.ShouldBeFalse(ended.Words);
        Failed(ended).ShouldBe(["commit message"], ended.Words);
    }

    [Theory]
    [InlineData("src/Platform/Good.cs", "namespace SmartAI.Platform;\n\ninternal sealed class Good;\n")]
    [InlineData("web/src/good.ts", "export const good = 1;\n")]
    [InlineData("docs/a name with spaces.md", "A heading\n=======\n\nGood.\n")]
    [InlineData("scripts/good.sh", "#!/usr/bin/env bash\nset -euo pipefail\necho good\n")]
    public async Task A_good_commit_passes(string path, string text)
    {
        var (ended, made) = await clone.CommitAsync(path, text, "Let a file say something good\n\nAnd the body why.");

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
}
