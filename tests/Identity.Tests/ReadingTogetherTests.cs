using Npgsql;

namespace SmartAI.Identity.Tests;

/// <summary>People who are asked for at once are read together: each caller gets the one that they asked for, as it is then.</summary>
public sealed class ReadingTogetherTests(WideFixture platform) : IClassFixture<WideFixture>
{
    // A column that nobody else asks for.
    private const string Waiting =
        "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%lock_reason%'";

    [Fact]
    public async Task A_crowd_takes_fewer_queries_than_it_asks_questions_and_everybody_gets_whom_they_asked_for()
    {
        var administrator = await platform.AdministratorAsync();
        var people = await platform.PeopleAsync(12);
        using var statements = new Statements(platform.Database);

        var asked = await Task.WhenAll(Enumerable.Range(0, 10).Select(start => AskAsync(administrator, people, start)));

        asked.Sum().ShouldBe(400);
        statements.All.Count(s => s.Contains("lock_reason", StringComparison.Ordinal)).ShouldBeInRange(1, 399);
    }

    [Fact]
    public async Task A_crowd_holds_four_connections_and_leaves_the_others_to_those_who_do_something_else()
    {
        var administrator = await platform.AdministratorAsync();
        var people = await platform.PeopleAsync(9);
        (await administrator.GetAsync(Of(people[0].Id))).ShouldBe(200);

        List<Task<Answer>> answers;
        await using (await platform.HoldAsync())
        {
            answers = people.ConvertAll(p => administrator.GetAsync(Of(p.Id)));
            await platform.Database.UntilAsync(4L, Waiting);
            (await administrator.GetAsync("/api/v1/me/tokens")).ShouldBe(200);
            (await platform.Database.ReadAsync<long>(Waiting)).ShouldBe(4);
        }

        (await Task.WhenAll(answers)).Select(a => a.ShouldBe(200).Id).ShouldBe(people.Select(p => p.Id));
    }

    [Fact]
    public async Task Who_hangs_up_spoils_nothing_for_those_who_wait_with_them()
    {
        var administrator = await platform.AdministratorAsync();
        using var program = new HttpClient { BaseAddress = platform.Node.Address };
        program.DefaultRequestHeaders.Authorization = new(
            "Bearer",
            (await platform.TokenAsync(administrator, "identity.users.read")).Bearer
        );
        var people = await platform.PeopleAsync(9);
        (await administrator.GetAsync(Of(people[0].Id))).ShouldBe(200);
        (await program.GetAsync(Of(people[0].Id), TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        using var patience = new CancellationTokenSource();

        List<Task<Answer>> stay;
        List<Task<HttpResponseMessage>> leave;
        Task<NpgsqlConnection> next;
        await using (await platform.HoldAsync())
        {
            // Four read and cannot; the others gather behind them, and one of those will read for all of them.
            stay = people[..4].ConvertAll(p => administrator.GetAsync(Of(p.Id)));
            await platform.Database.UntilAsync(4L, Waiting);
            next = platform.HoldAsync();
            await platform.Database.UntilAsync(1L, Waiting.Replace("lock_reason", "lock table", StringComparison.Ordinal));
            leave = people[4..8].ConvertAll(p => program.GetAsync(Of(p.Id), patience.Token));
            await WideFixture.AfterAllThatAsync(administrator);
            stay.Add(administrator.GetAsync(Of(people[8].Id)));
        }

        await using (await next)
        {
            await Task.WhenAll(stay[..4]);
            await platform.Database.UntilAsync(true, $"select ({Waiting}) > 0");
            await patience.CancelAsync();
            foreach (var left in leave)
                await Should.ThrowAsync<OperationCanceledException>(left);
            await WideFixture.AfterAllThatAsync(administrator);
        }

        (await Task.WhenAll(stay)).Select(a => a.ShouldBe(200).Id).ShouldBe(people[..4].Append(people[8]).Select(p => p.Id));
        // No turn was lost with them.
        var after = await Task.WhenAll(people.Select(p => administrator.GetAsync(Of(p.Id))));
        after.Select(a => a.ShouldBe(200).Id).ShouldBe(people.Select(p => p.Id));
    }

    [Fact]
    public async Task Who_is_cut_off_from_the_database_is_told_and_those_who_wait_have_their_turn()
    {
        var administrator = await platform.AdministratorAsync();
        var people = await platform.PeopleAsync(9);
        (await administrator.GetAsync(Of(people[0].Id))).ShouldBe(200);

        List<Task<Answer>> waiting;
        await using (await platform.HoldAsync())
        {
            var reading = people[..4].ConvertAll(p => administrator.GetAsync(Of(p.Id)));
            await platform.Database.UntilAsync(4L, Waiting);
            waiting = people[4..].ConvertAll(p => administrator.GetAsync(Of(p.Id)));
            await platform.Database.RunAsync(Waiting.Replace("count(*)", "pg_terminate_backend(pid)", StringComparison.Ordinal));
            foreach (var cutOff in await Task.WhenAll(reading))
                cutOff.ShouldFail(503, "request.unavailable");
        }

        (await Task.WhenAll(waiting)).Select(a => a.ShouldBe(200).Id).ShouldBe(people[4..].Select(p => p.Id));
    }

    [Fact]
    public async Task Who_has_changed_somebody_reads_the_change_however_many_are_reading()
    {
        var administrator = await platform.AdministratorAsync();
        var person = await platform.PersonAsync();
        using var enough = new CancellationTokenSource();
        var crowd = Enumerable.Range(0, 8).Select(_ => ReadOnAsync(administrator, person, enough.Token)).ToList();

        for (var i = 0; i < 25; i++)
        {
            var name = $"Name {i}";
            var changed = (await administrator.PatchAsync(Of(person.Id), new { displayName = name }, "*")).ShouldBe(200);
            var read = (await administrator.GetAsync(Of(person.Id))).ShouldBe(200);
            (read.Text("displayName"), read.ETag).ShouldBe((name, changed.ETag));
        }

        await enough.CancelAsync();
        (await Task.WhenAll(crowd)).Sum().ShouldBeGreaterThan(0);
    }

    /// <summary>Asks forty times, for one after the other, and each eighth time for nobody.</summary>
    private static async Task<int> AskAsync(Browser browser, List<Person> people, int start)
    {
        var asked = 0;
        for (; asked < 40; asked++)
        {
            var person = people[(start + asked) % people.Count];
            if (asked % 8 == 7)
                (await browser.GetAsync(Of(Guid.Empty))).ShouldFail(404, "identity.user_not_found");
            else
            {
                var answer = (await browser.GetAsync(Of(person.Id))).ShouldBe(200);
                (answer.Id, answer.Text("email"), answer.Text("displayName")).ShouldBe((person.Id, person.Email, person.Name));
            }
        }

        return asked;
    }

    private static async Task<int> ReadOnAsync(Browser browser, Person person, CancellationToken enough)
    {
        var read = 0;
        for (; !enough.IsCancellationRequested; read++)
            (await browser.GetAsync(Of(person.Id))).ShouldBe(200);
        return read;
    }

    private static string Of(Guid id) => $"/api/v1/users/{id}";
}
