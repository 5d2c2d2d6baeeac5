using System.Data.Common;
using Npgsql;
using SmartAI.Platform.Data.Together;

namespace SmartAI.Platform.Tests.Data;

/// <summary>Statements that go to the database in one batch, each with somebody who waits for its rows.</summary>
public sealed class PageLaneTests : IAsyncLifetime
{
    private const string Numbers = "select n from generate_series(@from, @from + 2) n";
    private TestDatabase _database = null!;
    private PageLane _lane = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.EmptyAsync();
        _lane = new PageLane(_database.Source, TimeProvider.System);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Each_gets_the_rows_of_its_own_statement_in_turn()
    {
        var asked = await TogetherAsync(Ask(10), Ask(20), Ask(30));

        (await NumbersAsync(asked[0])).ShouldBe([10, 11, 12]);
        (await NumbersAsync(asked[1])).ShouldBe([20, 21, 22]);
        (await NumbersAsync(asked[2])).ShouldBe([30, 31, 32]);
        await EverybodyIsAnsweredAsync();
    }

    [Fact]
    public async Task Whoever_reads_only_the_beginning_leaves_nothing_of_it_to_the_next()
    {
        var asked = await TogetherAsync(Ask(10), Ask(20));

        await using (var rows = await asked[0])
            (await rows.ReadAsync(TestContext.Current.CancellationToken)).ShouldBeTrue();
        (await NumbersAsync(asked[1])).ShouldBe([20, 21, 22]);
        await EverybodyIsAnsweredAsync();
    }

    [Fact]
    public async Task A_statement_that_fails_in_the_middle_fails_for_whoever_asked_it_alone()
    {
        var asked = await TogetherAsync(Ask(10), Ask(0, "select 1 / @from"), Ask(30), Ask(40));

        (await NumbersAsync(asked[0])).ShouldBe([10, 11, 12]);
        (await Should.ThrowAsync<PostgresException>(asked[1])).SqlState.ShouldBe(PostgresErrorCodes.DivisionByZero);
        (await NumbersAsync(asked[2])).ShouldBe([30, 31, 32]);
        (await NumbersAsync(asked[3])).ShouldBe([40, 41, 42]);
        await EverybodyIsAnsweredAsync();
    }

    [Fact]
    public async Task A_statement_that_fails_at_once_fails_for_whoever_asked_it_alone()
    {
        var asked = await TogetherAsync(Ask(0, "select 1 / @from"), Ask(20), Ask(30));

        (await Should.ThrowAsync<PostgresException>(asked[0])).SqlState.ShouldBe(PostgresErrorCodes.DivisionByZero);
        (await NumbersAsync(asked[1])).ShouldBe([20, 21, 22]);
        (await NumbersAsync(asked[2])).ShouldBe([30, 31, 32]);
        await EverybodyIsAnsweredAsync();
    }

    [Fact]
    public async Task Who_hangs_up_while_the_rows_come_takes_nobody_elses_along()
    {
        using var patience = new CancellationTokenSource();
        var asked = await TogetherAsync(Ask(10, cancel: patience.Token), Ask(1, "select n from generate_series(@from, 200000) n"));

        await using (var rows = await asked[0])
        {
            await patience.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(() => rows.ReadAsync(patience.Token));
        }

        (await NumbersAsync(asked[1])).Count.ShouldBe(200_000);
        await EverybodyIsAnsweredAsync();
    }

    [Fact]
    public async Task Who_hangs_up_while_others_are_read_is_passed_over()
    {
        using var patience = new CancellationTokenSource();
        var asked = await TogetherAsync(Ask(10), Ask(20, cancel: patience.Token), Ask(30));

        await using (await asked[0])
        {
            await patience.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(asked[1]);
        }

        (await NumbersAsync(asked[2])).ShouldBe([30, 31, 32]);
        await EverybodyIsAnsweredAsync();
    }

    [Fact]
    public async Task Who_asks_alone_and_hangs_up_ends_the_statement()
    {
        using var patience = new CancellationTokenSource();
        await using var command = Command(1, "select pg_sleep(600), @from");
        var asked = _lane.ReadAsync(command, patience.Token);
        await _database.UntilAsync(1L, Sleeping);

        await patience.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(asked);
        await _database.UntilAsync(0L, Sleeping);
        await EverybodyIsAnsweredAsync();
    }

    private const string Sleeping =
        "select count(*) from pg_stat_activity where datname = current_database() and query like 'select pg_sleep(600)%' and state = 'active'";

    /// <summary>A question that waits, because as many as may read are reading.</summary>
    private Func<Task<DbDataReader>> Ask(int from, string text = Numbers, CancellationToken cancel = default) =>
        async () =>
        {
            await using var command = Command(from, text);
            return await _lane.ReadAsync(command, cancel);
        };

    /// <summary>All of them in one batch, in this order.</summary>
    private async Task<List<Task<DbDataReader>>> TogetherAsync(params Func<Task<DbDataReader>>[] questions)
    {
        var reading = new List<DbDataReader>();
        for (var i = 0; i < PageLane.AtOnce; i++)
            reading.Add(await Ask(0)());
        var asked = questions.Select(ask => ask()).ToList();
        asked.ShouldAllBe(a => !a.IsCompleted);
        // One turn for all of them; the others stay taken until it is used.
        await reading[0].DisposeAsync();
        await Task.WhenAny(asked[0]);
        foreach (var other in reading.Skip(1))
            await other.DisposeAsync();
        return asked;
    }

    /// <summary>No turn and no connection was lost.</summary>
    private async Task EverybodyIsAnsweredAsync()
    {
        var asked = Enumerable.Range(0, 40).Select(async i => (i, Read: await NumbersAsync(Ask(i)())));
        foreach (var (from, read) in await Task.WhenAll(asked))
            read.ShouldBe([from, from + 1, from + 2]);
    }

    private static async Task<List<int>> NumbersAsync(Task<DbDataReader> asked)
    {
        var numbers = new List<int>();
        await using var rows = await asked;
        while (await rows.ReadAsync(TestContext.Current.CancellationToken))
            numbers.Add(rows.GetInt32(0));
        return numbers;
    }

    private static NpgsqlCommand Command(int from, string text) => new(text) { Parameters = { new("from", from) } };
}
