using System.Net.Http.Json;
using Npgsql;
using SmartAI.Platform.Settings;

namespace SmartAI.Platform.Tests.Operations;

/// <summary>More callers at once than a node has connections to the database, and callers who do not stay for their answer.</summary>
public sealed class CrowdTests(PlatformFixture installation) : IClassFixture<PlatformFixture>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_of_many_readers_at_once_gets_the_whole_answer()
    {
        var administrator = await installation.AdministratorAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => administrator.GetAsync("/api/v1/users")));

        answers.ShouldAllBe(answer => answer.Status == 200 && answer.Items.Count > 0);
    }

    [Fact]
    public async Task Callers_who_hang_up_in_the_middle_of_their_changes_leave_no_connection_behind()
    {
        var administrator = await installation.AdministratorAsync();
        using var program = new HttpClient { BaseAddress = installation.Node.Address };
        program.DefaultRequestHeaders.Authorization = new(
            "Bearer",
            (await installation.TokenAsync(administrator, "identity.roles.update")).Bearer
        );
        for (var wave = 0; wave < 4; wave++)
            (await CutOffAsync(program, $"crowd-{wave}", sent: 300, answered: 60)).ShouldBeGreaterThan(0);

        await installation.Database.UntilAsync(
            0L,
            "select count(*) from pg_stat_activity where datname = current_database() and state like 'idle in%'"
        );
        var after = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => administrator.GetAsync("/api/v1/users")));
        after.ShouldAllBe(answer => answer.Status == 200);
    }

    [Fact]
    public async Task Open_streams_take_no_place_from_those_who_read()
    {
        var person = await installation.SignedInAsync();
        var streams = new List<EventStream>();
        for (var i = 0; i < 3 * new DatabaseSettings().Pool; i++)
            streams.Add(await person.EventsAsync());

        (await person.GetAsync("/api/v1/me")).ShouldBe(200);
        foreach (var stream in streams)
            await stream.DisposeAsync();
    }

    [Fact]
    public async Task A_reader_for_whom_no_place_gets_free_is_told_to_come_back()
    {
        var administrator = await installation.AdministratorAsync();
        await using var connection = await installation.Database.Source.OpenConnectionAsync(Stop);
        await using var transaction = await connection.BeginTransactionAsync(Stop);
        await using (var hold = new NpgsqlCommand("lock table identity.roles in access exclusive mode", connection))
            await hold.ExecuteNonQueryAsync(Stop);

        // Twice the connections that a node in tests may open, and a few.
        var asked = Enumerable.Range(0, 14).Select(_ => administrator.GetAsync("/api/v1/roles")).ToList();
        // All of those without a place: one that still waits would get one when the others are through.
        var waiting = asked.ToHashSet();
        while (waiting.Count > 10)
        {
            var ended = await Task.WhenAny(waiting);
            waiting.Remove(ended);
            var refused = await ended;
            refused.ShouldFail(503, "request.unavailable");
            refused.Header("Retry-After").ShouldNotBeNull();
        }
        (await installation.Anonymous().GetAsync("/health/live")).ShouldBe(200);
        await transaction.RollbackAsync(Stop);
        var answers = await Task.WhenAll(asked);
        answers.Count(answer => answer.Status == 200).ShouldBe(10);
    }

    /// <summary>Sends changes at once and hangs up on all that are left when some are answered; how many were left.</summary>
    private static async Task<int> CutOffAsync(HttpClient program, string name, int sent, int answered)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var left = 0;
        var done = 0;
        await Task.WhenAll(
            Enumerable
                .Range(0, sent)
                .Select(async number =>
                {
                    try
                    {
                        var role = new
                        {
                            name = $"{name}-{number}",
                            description = "",
                            permissions = Array.Empty<string>(),
                        };
                        using var answer = await program.PostAsJsonAsync("/api/v1/roles", role, patience.Token);
                        if (Interlocked.Increment(ref done) == answered)
                            await patience.CancelAsync();
                    }
                    catch (OperationCanceledException) when (!Stop.IsCancellationRequested)
                    {
                        Interlocked.Increment(ref left);
                    }
                })
        );
        return left;
    }
}
