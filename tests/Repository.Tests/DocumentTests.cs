using System.Text.RegularExpressions;

namespace SmartAI.Repository.Tests;

/// <summary>What a page tells somebody to do can be done: its links lead somewhere, its commands are there, and those marked as runnable succeed.</summary>
public sealed partial class DocumentTests(Clone clone) : IClassFixture<Clone>
{
    [Fact]
    public async Task Every_link_inside_of_the_repository_leads_to_a_file()
    {
        var pages = await PagesAsync();

        var broken = pages.SelectMany(page =>
            Link()
                .Matches(WithoutBlocks(page.Text))
                .Select(m => m.Groups[1].Value)
                .Where(link => link.Length > 0 && !link.Contains(':', StringComparison.Ordinal))
                .Where(link => !Path.Exists(Path.Combine(clone.Folder, Path.GetDirectoryName(page.Name)!, link)))
                .Select(link => $"{page.Name}: {link}")
        );

        broken.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_make_target_and_script_that_a_page_names_is_there()
    {
        var targets = Target()
            .Matches(await File.ReadAllTextAsync(Path.Combine(clone.Folder, "Makefile"), TestContext.Current.CancellationToken))
            .Select(m => m.Groups[1].Value)
            .ToHashSet(StringComparer.Ordinal);

        var missing = (await PagesAsync()).SelectMany(page =>
            Make()
                .Matches(page.Text)
                .SelectMany(m => m.Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(target => !targets.Contains(target))
                .Select(target => $"{page.Name}: make {target}")
                .Concat(
                    Script()
                        .Matches(page.Text)
                        .Select(m => m.Value)
                        .Where(script => !File.Exists(Path.Combine(clone.Folder, script)))
                        .Select(script => $"{page.Name}: {script}")
                )
        );

        missing.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_block_that_is_marked_as_runnable_runs()
    {
        var blocks = (await PagesAsync())
            .SelectMany(page => Runnable().Matches(page.Text).Select(m => (page.Name, Commands: m.Groups[1].Value)))
            .ToList();

        blocks.ShouldNotBeEmpty();
        foreach (var (page, commands) in blocks)
        {
            var ended = await Commands.RunAsync(clone.Folder, "bash", "-euo", "pipefail", "-c", commands);
            ended.Code.ShouldBe(0, $"{page}:\n{commands}{ended.Words}");
        }
    }

    [Fact]
    public async Task What_the_page_says_about_another_database_host_takes_everything_there()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(clone.Folder, "docs", "operators", "migrate", "README.md"));
        var commands = WithDatabases().Match(page).Groups[1].Value;
        await using var old = await TestDatabase.CloneAsync();
        await using var @new = await TestDatabase.EmptyAsync();
        var ours = (await Commands.RunAsync(clone.Folder, "pg_dump", "--version")).Words.Split(' ')[2].Split('.')[0];
        var theirs = await old.ReadAsync<string>("select (current_setting('server_version_num')::int / 10000)::text");
        Assert.SkipWhen(int.Parse(ours, null) < int.Parse(theirs!, null), $"pg_dump is of version {ours}, the database of {theirs}");

        var ended = await Commands.RunAsync(
            clone.Folder,
            "env",
            [$"OLD={Address(old)}", $"NEW={Address(@new)}", "bash", "-euo", "pipefail", "-c", commands]
        );

        ended.Code.ShouldBe(0, ended.Words);
        const string all =
            "select string_agg(schemaname || '.' || tablename, ',' order by schemaname, tablename) from pg_tables where schemaname !~ '^(pg_|information_)'";
        var tables = await old.ReadAsync<string>(all);
        tables.ShouldNotBeNull().ShouldContain("identity.roles");
        (await @new.ReadAsync<string>(all)).ShouldBe(tables);
        const string roles = "select string_agg(name, ',' order by name) from identity.roles";
        (await @new.ReadAsync<string>(roles)).ShouldBe(await old.ReadAsync<string>(roles));
    }

    private static string Address(TestDatabase database)
    {
        var parts = new Npgsql.NpgsqlConnectionStringBuilder(database.ConnectionString);
        return $"host={parts.Host} port={parts.Port} user={parts.Username} password={parts.Password} dbname={parts.Database}";
    }

    private async Task<List<(string Name, string Text)>> PagesAsync()
    {
        var names = (await clone.GitAsync("ls-files", "--", "*.md")).Split('\n');
        names.Length.ShouldBeGreaterThan(30);
        var pages = new List<(string, string)>();
        foreach (var name in names)
            pages.Add((name, await File.ReadAllTextAsync(Path.Combine(clone.Folder, name), TestContext.Current.CancellationToken)));
        return pages;
    }

    private static string WithoutBlocks(string text) => Code().Replace(text, "");

    [GeneratedRegex(@"\]\(([^)#\s]*)(?:#[^)]*)?\)", RegexOptions.None, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"```.*?```|`[^`\n]*`", RegexOptions.Singleline, 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"^([a-z][a-z-]*):", RegexOptions.Multiline, 1000)]
    private static partial Regex Target();

    // In a code span, or at the beginning of a line of a block; settings may stand before it.
    [GeneratedRegex(@"(?:`|^)(?:[A-Z_]+=\S+ )*make ((?:[a-z][a-z-]*)(?: [a-z][a-z-]*)*)(?=`| *#| *$)", RegexOptions.Multiline, 1000)]
    private static partial Regex Make();

    [GeneratedRegex(@"(?<![\w/.-])scripts/[a-z-]+\.(?:sh|mjs)", RegexOptions.None, 1000)]
    private static partial Regex Script();

    [GeneratedRegex(@"```sh runnable with databases\n(.*?)```", RegexOptions.Singleline, 1000)]
    private static partial Regex WithDatabases();

    [GeneratedRegex(@"```sh runnable\n(.*?)```", RegexOptions.Singleline, 1000)]
    private static partial Regex Runnable();
}
