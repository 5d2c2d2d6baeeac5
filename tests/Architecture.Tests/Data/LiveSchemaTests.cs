using System.Text.RegularExpressions;

namespace SmartAI.Architecture.Tests.Data;

/// <summary>The database as the migrations leave it.</summary>
public sealed class LiveSchemaTests(PlatformFixture platform) : IClassFixture<PlatformFixture>
{
    [Fact]
    public async Task Nothing_in_one_modules_schema_leans_on_anothers()
    {
        var owned = await platform.Database.ReadAllAsync<string>("select nspname::text from pg_namespace where nspname !~ '^pg_'");
        owned.ShouldBeSubsetOf([.. House.Schemas, "information_schema", "public"], "each schema has an owner");

        (await LiveSchema.CrossingsAsync(platform.Database, House.Schemas)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_key_a_view_a_default_a_trigger_and_a_function_that_cross_are_reported()
    {
        await using var database = await TestDatabase.EmptyAsync();
        await database.RunAsync(
            """
            create schema identity; create schema files;
            create table identity.users (id int primary key);
            create function identity.next() returns int language sql as 'select 1';
            create function identity.touch() returns trigger language plpgsql as 'begin return new; end';
            create table files.documents (id int primary key default identity.next(), owner int references identity.users (id));
            create view files.owners as select id from identity.users;
            create trigger touched before update on files.documents for each row execute function identity.touch();
            create function files.count_people() returns bigint language plpgsql as 'begin return (select count(*) from identity.users); end';
            create table files.own (id int primary key references files.documents (id));
            """
        );

        (await LiveSchema.CrossingsAsync(database, ["platform", "identity", "files"])).ShouldBe(
            [
                "files.documents leans on identity.next",
                "files.documents_owner_fkey leans on identity.users",
                "files.documents_owner_fkey leans on identity.users_pkey",
                "files.owners leans on identity.users",
                "files.touched leans on identity.touch",
                "files.count_people leans on identity.users",
            ],
            ignoreOrder: true
        );
    }

    [Fact]
    public async Task Every_declared_sort_of_every_list_runs_down_an_index()
    {
        var administrator = await platform.AdministratorAsync();
        var lists =
            from path in (await platform.Anonymous().GetAsync("/openapi/v1.json")).Json.GetProperty("paths").EnumerateObject()
            where path.Value.TryGetProperty("get", out _)
            from parameter in path.Value.GetProperty("get").TryGetProperty("parameters", out var all) ? all.EnumerateArray().ToArray() : []
            where parameter.GetProperty("name").GetString() == "sort"
            from sort in parameter.GetProperty("schema").GetProperty("enum").EnumerateArray()
            select $"{path.Name}?sort={sort.GetString()}";
        var unsorted = new List<string>();
        foreach (var list in lists)
        {
            using var statements = new Statements(platform.Database);
            (await administrator.GetAsync(list)).ShouldBe(200);
            var pages = statements.All.Where(s =>
                s.Contains("ORDER BY", StringComparison.Ordinal) && s.Contains("LIMIT", StringComparison.Ordinal)
            );
            pages.ShouldNotBeEmpty(list);
            foreach (var page in pages)
                if (await SortedByHandAsync(page) is { } plan)
                    unsorted.Add($"{list}\n{page}\n{plan}");
        }

        lists.Count().ShouldBeGreaterThan(10);
        unsorted.ShouldBeEmpty();
    }

    /// <summary>The plan, if it has to sort. Whatever the tables hold: where an index gives the order, the planner has no need of what it is asked to avoid.</summary>
    private async Task<string?> SortedByHandAsync(string page)
    {
        var plan = await platform.Database.PlanAsync(page, "set enable_sort = off; set enable_seqscan = off; set enable_bitmapscan = off;");
        if (!plan.Contains("Sort  (", StringComparison.Ordinal))
            return null;
        // Of a key that is unique by its own index, the id behind it changes nothing.
        var index = Regex
            .Match(plan, @"Incremental Sort.*\n.*Sort Key.*\n.*Presorted Key.*\n.*Index.*Scan.* using (\w+) on")
            .Groups[1]
            .Value;
        return await platform.Database.ReadAsync<bool>(
            "select coalesce((select indisunique from pg_index join pg_class on oid = indexrelid where relname = $1), false)",
            index
        )
            ? null
            : plan;
    }
}
