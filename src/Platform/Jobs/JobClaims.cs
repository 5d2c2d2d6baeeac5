using Npgsql;

namespace SmartAI.Platform.Jobs;

/// <summary>A job that this node's worker holds.</summary>
/// <param name="Waited">How long it was due before it was claimed.</param>
/// <param name="CancelAsked">True if somebody called it off while nobody had it.</param>
internal sealed record ClaimedJob(
    Guid Id,
    string Kind,
    string Payload,
    int Attempt,
    int MaxAttempts,
    string RequestId,
    Guid? OwnerId,
    DateTimeOffset RankAt,
    TimeSpan Waited,
    bool CancelAsked
);

/// <summary>Claims due jobs in batches. Leases run on the database's clock, so nodes need not agree on the time.</summary>
internal sealed class JobClaims(NpgsqlDataSource source, JobStore store, JobKinds kinds, JobSettings settings, TimeProvider clock)
{
    // The newer of two clocks: a test moves the node's, and a node whose clock is behind must not delay the others' jobs. In a subquery of its own it is
    // taken once; as it stands it would be volatile, and no index could be searched by it.
    private const string Now = "(select greatest(@now, clock_timestamp()))";

    // Ranks lie at most five minutes before or after the time to run. The bound keeps what is planned for later out of the walk along the index.
    private const string Due = $"""
        status = 'ready' and run_at <= {Now} and rank_at <= {Now} + interval '10 minutes' and kind = any(@kinds)
        """;

    private const string Take = """
        update platform.jobs job
        set status = 'running', attempts = job.attempts + 1, locked_by = @worker, started_at = clock_timestamp(), lease_until = clock_timestamp() + @lease
        where job.ctid = any(array(select due.ctid from due))
        returning job.id, job.kind, job.payload, job.attempts, job.max_attempts, job.request_id, job.owner_id, job.rank_at,
            greatest(job.started_at - job.run_at, interval '0') as waited, job.cancel_asked_at is not null as cancel_asked
        """;

    // The first lane in the given order that has something due, and a batch of it. Each lane is one walk along its part of ix_jobs_ready, in rank order;
    // the order stands in the probe too, because an exists() without it read a million rows to find none (EXPLAIN).
    private const string Claim = $"""
        with lane as materialized (
            select asked.lane from unnest(@lanes) with ordinality asked(lane, place)
            where (select true from platform.jobs job where job.lane = asked.lane and {Due} order by rank_at, id limit 1)
            order by place limit 1),
        due as materialized (
            select job.ctid from platform.jobs job where job.lane = (select lane from lane) and {Due}
            order by rank_at, id limit @count for update skip locked),
        claimed as ({Take})
        select lane.lane, claimed.* from lane left join claimed on true
        """;

    private const string Look = $"select true from platform.jobs where lane = @lane and {Due} order by rank_at, id limit 1";

    // The row is the gate: who waits for it sees in the next statement what the one before has claimed, on whatever node.
    private const string Gate = "select from platform.job_limits where kind = @kind for update";

    private const string ClaimLimited = $"""
        with purse as (
            -- A clock that was set back must not empty it: filling it again would take as long as the clock went back.
            select least(@burst, tokens + greatest(extract(epoch from clock_timestamp() - filled_at), 0) / 60 * @rate) as tokens
            from platform.job_limits where kind = @kind),
        room as (
            select greatest(least(@count, floor(purse.tokens),
                @most - (select count(*) from platform.jobs where status = 'running' and lane = @lane)), 0)::int as free
            from purse),
        due as materialized (
            select job.ctid from platform.jobs job where job.lane = @lane and {Due}
            order by rank_at, id limit (select free from room) for update skip locked),
        claimed as ({Take}),
        spent as (
            update platform.job_limits limits set tokens = purse.tokens - (select count(*) from claimed), filled_at = clock_timestamp()
            from purse where limits.kind = @kind)
        select @lane, claimed.* from claimed
        """;

    private const int LimitedFirstEvery = 8;

    private int _turn;
    private int _looks;

    /// <summary>Up to <paramref name="count"/> jobs of one lane; none if nothing is due in any. The lanes take turns, so that a full one does not block the rest.</summary>
    internal async Task<IReadOnlyList<ClaimedJob>> TakeAsync(int count, CancellationToken cancel)
    {
        // Kinds with a limit are looked at last, for each takes a statement of its own; now and then first, so that full lanes do not starve them.
        _looks = (_looks + 1) % LimitedFirstEvery;
        if (_looks == 0 && await TakeLimitedAsync(count, cancel) is { Count: > 0 } limited)
            return limited;

        var lanes = Turned(kinds.Lanes);
        while (lanes.Length > 0)
        {
            await using var batch = source.CreateBatch().AddByIndex(Claim, [.. Common(count), new("lanes", lanes)]);
            var (lane, claimed) = await ReadAsync(batch, cancel);
            if (claimed.Count > 0 || lane is null)
            {
                if (claimed.Count > 0)
                    return claimed;
                break;
            }
            // All that is due there is being claimed by another node at this moment.
            lanes = [.. lanes.Where(l => l != lane)];
        }

        return _looks == 0 ? [] : await TakeLimitedAsync(count, cancel);
    }

    /// <summary>Makes the rows that limits are counted on.</summary>
    internal async Task PrepareAsync(CancellationToken cancel)
    {
        await using var command = source.CreateCommand(
            "insert into platform.job_limits (kind) select unnest(@kinds) on conflict (kind) do nothing"
        );
        command.Parameters.AddWithValue("kinds", kinds.Limited.Select(k => k.Name).ToArray());
        await command.ExecuteNonQueryAsync(cancel);
    }

    private async Task<IReadOnlyList<ClaimedJob>> TakeLimitedAsync(int count, CancellationToken cancel)
    {
        foreach (var kind in kinds.Limited)
            if (await TakeLimitedAsync(kind, count, cancel) is { Count: > 0 } claimed)
                return claimed;
        return [];
    }

    private async Task<IReadOnlyList<ClaimedJob>> TakeLimitedAsync(JobKind kind, int count, CancellationToken cancel)
    {
        NpgsqlParameter[] lane = [new("now", clock.GetUtcNow()), new("kinds", kinds.Served), new("lane", kind.Lane)];
        await using (var look = source.CreateBatch().AddByIndex(Look, lane))
        await using (var found = await look.ReadByIndexAsync(cancel))
            if (!await found.ReadAsync(cancel))
                return [];

        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using (var gate = new NpgsqlCommand(Gate, connection, transaction))
        {
            gate.Parameters.AddWithValue("kind", kind.Name);
            await gate.ExecuteNonQueryAsync(cancel);
        }

        // The statement sees what was committed before it began: it has to begin after the gate was passed.
        var rate = kind.Limit?.PerMinute ?? 1_000_000;
        await using var batch = new NpgsqlBatch(connection, transaction).AddByIndex(
            ClaimLimited,
            [
                .. Common(count),
                new("kind", kind.Name),
                new("lane", kind.Lane),
                new("rate", (double)rate),
                // Spread evenly: a tenth of a minute may come at once.
                new("burst", Math.Max(1d, rate / 10d)),
                new("most", kind.Limit?.AtOnce ?? int.MaxValue),
            ]
        );
        var (_, claimed) = await ReadAsync(batch, cancel);
        await transaction.CommitAsync(cancel);
        return claimed;
    }

    private string[] Turned(string[] lanes)
    {
        if (lanes.Length < 2)
            return lanes;
        _turn = (_turn + 1) % lanes.Length;
        return [.. lanes[_turn..], .. lanes[.._turn]];
    }

    private NpgsqlParameter[] Common(int count) =>
        [
            new("now", clock.GetUtcNow()),
            new("count", count),
            new("kinds", kinds.Served),
            new("worker", store.Worker),
            new("lease", settings.Lease),
        ];

    private static async Task<(string? Lane, List<ClaimedJob> Jobs)> ReadAsync(NpgsqlBatch batch, CancellationToken cancel)
    {
        await using var rows = await batch.ReadByIndexAsync(cancel);
        string? lane = null;
        var jobs = new List<ClaimedJob>();
        while (await rows.ReadAsync(cancel))
        {
            lane = rows.GetString(0);
            if (rows.IsDBNull(1))
                continue;
            jobs.Add(
                new ClaimedJob(
                    rows.GetGuid(1),
                    rows.GetString(2),
                    rows.GetString(3),
                    rows.GetInt32(4),
                    rows.GetInt32(5),
                    rows.GetString(6),
                    rows.IsDBNull(7) ? null : rows.GetGuid(7),
                    rows.GetFieldValue<DateTimeOffset>(8),
                    rows.GetTimeSpan(9),
                    rows.GetBoolean(10)
                )
            );
        }

        // An update returns its rows in no order.
        jobs.Sort((a, b) => a.RankAt.CompareTo(b.RankAt) is var rank and not 0 ? rank : a.Id.CompareTo(b.Id));
        return (lane, jobs);
    }
}
