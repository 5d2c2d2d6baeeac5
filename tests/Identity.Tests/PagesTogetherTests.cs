using Npgsql;

namespace SmartAI.Identity.Tests;

/// <summary>Pages of one kind that are asked for at once are sent together: each caller gets their own, as if nobody else had asked.</summary>
public sealed class PagesTogetherTests(WideFixture platform) : IClassFixture<WideFixture>
{
    // As many as are under way at once, of each kind of page.
    private static readonly int s_atOnce = Math.Max(4, Environment.ProcessorCount);

    [Fact]
    public async Task A_crowd_takes_fewer_round_trips_than_it_asks_for_pages_and_everybody_gets_their_own()
    {
        var administrator = await platform.AdministratorAsync();
        var people = await platform.PeopleAsync(12);
        using var statements = new Statements(platform.Database);

        await Task.WhenAll(Enumerable.Range(0, s_atOnce * 3).Select(start => AskAsync(administrator, people, start)));

        var pages = statements.All.Where(s => s.Contains("search_text", StringComparison.Ordinal)).ToList();
        pages.Count.ShouldBeInRange(1, (s_atOnce * 3 * 40) - 1);
    }

    [Fact]
    public async Task A_crowd_holds_a_few_connections_and_leaves_the_others_to_those_who_do_something_else()
    {
        var administrator = await platform.AdministratorAsync();
        var people = await platform.PeopleAsync(s_atOnce + 5);
        (await administrator.GetAsync(Of(people[0], "email"))).ShouldBe(200);

        List<Task<Answer>> answers;
        await using (await platform.HoldAsync())
        {
            answers = people.ConvertAll(p => administrator.GetAsync(Of(p, "email")));
            await platform.Database.UntilAsync((long)s_atOnce, Waiting("email"));
            (await administrator.GetAsync("/api/v1/me/tokens")).ShouldBe(200);
            (await platform.Database.ReadAsync<long>(Waiting("email"))).ShouldBe(s_atOnce);
        }

        OnlyIn(await Task.WhenAll(answers)).ShouldBe(people.Select(p => p.Id));
    }

    [Fact]
    public async Task Who_hangs_up_spoils_nothing_for_those_whose_pages_go_with_theirs()
    {
        var administrator = await platform.AdministratorAsync();
        using var program = new HttpClient { BaseAddress = platform.Node.Address };
        program.DefaultRequestHeaders.Authorization = new(
            "Bearer",
            (await platform.TokenAsync(administrator, "identity.users.read")).Bearer
        );
        var people = await platform.PeopleAsync(s_atOnce + 6);
        (await administrator.GetAsync(Of(people[0], "-email"))).ShouldBe(200);
        (await program.GetAsync(Of(people[0], "-email"), TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        using var patience = new CancellationTokenSource();

        List<Task<Answer>> stay;
        List<Task<HttpResponseMessage>> leave;
        Task<NpgsqlConnection> next;
        await using (await platform.HoldAsync())
        {
            // As many as may read and cannot; the others gather behind them, and go together when those are done.
            stay = people[..s_atOnce].ConvertAll(p => administrator.GetAsync(Of(p, "-email")));
            await platform.Database.UntilAsync((long)s_atOnce, Waiting("-email"));
            next = platform.HoldAsync();
            await platform.Database.UntilAsync(1L, Blocked("lock table"));
            leave = people[s_atOnce..^2].ConvertAll(p => program.GetAsync(Of(p, "-email"), patience.Token));
            await WideFixture.AfterAllThatAsync(administrator);
            stay.AddRange(people[^2..].Select(p => administrator.GetAsync(Of(p, "-email"))));
        }

        await using (await next)
        {
            await Task.WhenAll(stay[..s_atOnce]);
            await platform.Database.UntilAsync(true, $"select ({Waiting("-email")}) > 0");
            await patience.CancelAsync();
            foreach (var left in leave)
                await Should.ThrowAsync<OperationCanceledException>(left);
            await WideFixture.AfterAllThatAsync(administrator);
        }

        OnlyIn(await Task.WhenAll(stay)).ShouldBe(people[..s_atOnce].Concat(people[^2..]).Select(p => p.Id));
        // No turn was lost with them.
        var after = await Task.WhenAll(people.Select(p => administrator.GetAsync(Of(p, "-email"))));
        OnlyIn(after).ShouldBe(people.Select(p => p.Id));
    }

    [Fact]
    public async Task Whose_page_fails_is_told_and_those_whose_pages_went_with_it_get_theirs()
    {
        var administrator = await platform.AdministratorAsync();
        var people = await platform.PeopleAsync(s_atOnce * 3);
        (await administrator.GetAsync(Of(people[0], "displayName"))).ShouldBe(200);

        List<Task<Answer>> first;
        List<Task<Answer>> behind;
        Task<NpgsqlConnection> next;
        await using (await platform.HoldAsync())
        {
            first = people[..s_atOnce].ConvertAll(p => administrator.GetAsync(Of(p, "displayName")));
            await platform.Database.UntilAsync((long)s_atOnce, Waiting("displayName"));
            next = platform.HoldAsync();
            await platform.Database.UntilAsync(1L, Blocked("lock table"));
            behind = people[s_atOnce..].ConvertAll(p => administrator.GetAsync(Of(p, "displayName")));
            await WideFixture.AfterAllThatAsync(administrator);
        }

        var cut = 0L;
        await using (await next)
        {
            await Task.WhenAll(first);
            await platform.Database.UntilAsync(true, $"select ({Waiting("displayName")}) > 0");
            cut = await platform.Database.ReadAsync<long>(
                $"select count(pg_terminate_backend(pid)) from pg_stat_activity where pid in ({Waiting("displayName").Replace("count(*)", "pid", StringComparison.Ordinal)})"
            );
        }

        var answers = await Task.WhenAll(behind);
        var failed = answers.Where(a => a.Status != 200).ToList();
        foreach (var answer in failed)
            answer.ShouldFail(503, "request.unavailable");
        failed.Count.ShouldBe((int)cut);
        for (var i = 0; i < answers.Length; i++)
            if (answers[i].Status == 200)
                OnlyIn([answers[i]]).ShouldBe([people[s_atOnce + i].Id]);
    }

    [Fact]
    public async Task Pages_that_take_their_time_do_not_wait_for_one_another()
    {
        var administrator = await platform.AdministratorAsync();
        var people = await platform.PeopleAsync(s_atOnce + 3);
        const string sort = "createdAt";
        (await administrator.GetAsync(Of(people[0], sort))).ShouldBe(200);
        List<Task<Answer>> answers;
        await using (var hold = await platform.HoldAsync())
        {
            answers = people[..s_atOnce].ConvertAll(p => administrator.GetAsync(Of(p, sort)));
            await platform.Database.UntilAsync((long)s_atOnce, Waiting(sort));
            await using var slow = new NpgsqlCommand("select pg_sleep(0.5)", hold);
            await slow.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        OnlyIn(await Task.WhenAll(answers)).ShouldBe(people[..s_atOnce].Select(p => p.Id));
        await using (await platform.HoldAsync())
        {
            answers = people.ConvertAll(p => administrator.GetAsync(Of(p, sort)));
            await platform.Database.UntilAsync((long)people.Count, Waiting(sort));
        }

        OnlyIn(await Task.WhenAll(answers)).ShouldBe(people.Select(p => p.Id));
    }

    [Fact]
    public async Task Who_has_changed_somebody_sees_the_change_on_a_page_however_many_are_reading()
    {
        var administrator = await platform.AdministratorAsync();
        var person = await platform.PersonAsync();
        using var enough = new CancellationTokenSource();
        var crowd = Enumerable.Range(0, s_atOnce * 2).Select(_ => ReadOnAsync(administrator, person, enough.Token)).ToList();

        for (var i = 0; i < 25; i++)
        {
            var name = $"Name {i}";
            (await administrator.PatchAsync($"/api/v1/users/{person.Id}", new { displayName = name }, "*")).ShouldBe(200);
            var page = (await administrator.GetAsync(Of(person, "-displayName"))).ShouldBe(200);
            page.Items[0].GetProperty("displayName").GetString().ShouldBe(name);
        }

        await enough.CancelAsync();
        (await Task.WhenAll(crowd)).Sum().ShouldBeGreaterThan(0);
    }

    /// <summary>Asks forty times, for one after the other, and each eighth time for nobody.</summary>
    private static async Task AskAsync(Browser browser, List<Person> people, int start)
    {
        for (var asked = 0; asked < 40; asked++)
        {
            var person = people[(start + asked) % people.Count];
            if (asked % 8 == 7)
                (await browser.GetAsync($"/api/v1/users?q=nobody-{start}-{asked}")).ShouldBe(200).Items.ShouldBeEmpty();
            else
                OnlyIn([await browser.GetAsync($"/api/v1/users?q={Uri.EscapeDataString(person.Email)}")]).ShouldBe([person.Id]);
        }
    }

    private static async Task<int> ReadOnAsync(Browser browser, Person person, CancellationToken enough)
    {
        var read = 0;
        for (; !enough.IsCancellationRequested; read++)
            OnlyIn([await browser.GetAsync(Of(person, "-displayName"))]).ShouldBe([person.Id]);
        return read;
    }

    /// <summary>A page on which the person is alone. Each test has an order of its own, so that none meets another's pages.</summary>
    private static string Of(Person person, string sort) => $"/api/v1/users?sort={sort}&q={Uri.EscapeDataString(person.Email)}";

    private static IEnumerable<Guid> OnlyIn(IEnumerable<Answer> pages) =>
        pages.Select(p => p.ShouldBe(200).Items.Single().GetProperty("id").GetGuid());

    private static string Waiting(string sort) =>
        Blocked(
            $"ORDER BY %.{sort.TrimStart('-') switch { "email" => "email", "createdAt" => "created_at", _ => "display_name" }}{(sort.StartsWith('-') ? " DESC" : ",")}"
        );

    private static string Blocked(string statement) =>
        $"select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%{statement}%'";
}
