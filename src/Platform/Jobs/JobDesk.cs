using System.Text.Json.Nodes;
using Npgsql;
using NpgsqlTypes;
using SmartAI.Platform.Data;

namespace SmartAI.Platform.Jobs;

/// <summary>How an intervention went.</summary>
public enum JobIntervention
{
    /// <summary>It is done.</summary>
    Done,

    /// <summary>The job runs: its handler has been told to stop.</summary>
    Asked,

    /// <summary>There is no such job, or not of this person.</summary>
    NotFound,

    /// <summary>The job's state does not allow it.</summary>
    WrongState,

    /// <summary>Another job with the same deduplication key is unfinished: this one's work is being done.</summary>
    Superseded,
}

/// <summary>Which finished jobs are meant. What is left out does not narrow.</summary>
public sealed record JobFilter(JobState State, string? Kind, string? Queue, DateTimeOffset? CreatedFrom, DateTimeOffset? CreatedTo);

/// <summary>What operators, and people with their own jobs, do to them. Everything commits with the given context's transaction.</summary>
public sealed class JobDesk
{
    private const string InFilter = """
        status = @state and (@kind::text is null or kind = @kind) and (@queue::text is null or queue = @queue)
        and id >= platform.uuid_at(@from) and id < platform.uuid_after(@to) and id > @after
        """;

    // Attempts go on counting, so that each keeps its number; where a kind has moved to another queue since, the job moves too.
    private static readonly string Retry = $"""
        again as (
            insert into platform.jobs ({JobSql.Again}, queue, lane, max_attempts, run_at, rank_at)
            select {JobSql.Again}, coalesce(known_queue, queue), coalesce(known_lane, lane), attempts + coalesce(known_most, 10),
                clock_timestamp(), clock_timestamp() - {JobSql.HeadStart}
            from old left join unnest(@kinds, @queues, @lanes, @mosts) as known(known_kind, known_queue, known_lane, known_most) on known_kind = kind
            returning id)
        """;

    private const string Free = """
        (old.deduplication_key is null
            or not exists (select from platform.jobs live where live.deduplication_key = old.deduplication_key))
        """;

    private static readonly string RetryOne = $"""
        with old as (delete from platform.job_history old where id = @id and status in ('dead', 'cancelled') and {Free} returning *),
        {Retry}
        select
            case when exists (select from again) then 'done'
                when exists (select from platform.job_history where id = @id and status in ('dead', 'cancelled')) then 'superseded'
                when exists (select from platform.all_jobs where id = @id) then 'wrong' else 'none' end
        """;

    private static readonly string RetrySome = $"""
        with chosen as materialized (
            select id as chosen_id from platform.job_history where {InFilter} order by id limit @count for update skip locked),
        old as (delete from platform.job_history old using chosen where id = chosen_id and {Free} returning old.*),
        {Retry}
        select (select count(*)::int from again), (select max(chosen_id::text)::uuid from chosen)
        """;

    private static readonly string CancelOne = $"""
        with waiting as (delete from platform.jobs where id = @id and status = 'ready' and (@owner is null or owner_id = @owner) returning *),
        buried as ({JobSql.Bury("waiting", "'cancelled'")} returning id),
        asked as (
            update platform.jobs set cancel_asked_at = coalesce(cancel_asked_at, clock_timestamp())
            where id = @id and status = 'running' and (@owner is null or owner_id = @owner)
            returning pg_notify('{JobSignal.CancelChannel}', id::text))
        select
            case when exists (select from buried) then 'done'
                when exists (select from asked) then 'asked'
                when exists (select from platform.job_history where id = @id and (@owner is null or owner_id = @owner)) then 'wrong'
                when exists (select from platform.jobs where id = @id and (@owner is null or owner_id = @owner)) then 'moved'
                else 'none' end
        """;

    private readonly JobKinds _kinds;

    internal JobDesk(JobKinds kinds) => _kinds = kinds;

    /// <summary>The payload as an operator may see it: what its type marks as secret is masked, as in the audit trail.</summary>
    public JsonNode? Shown(JobEntry job) => JobPayload.Masked(job.Payload, _kinds.Find(job.Kind)?.Payload);

    /// <summary>Puts a dead or cancelled job back in line, with a full set of attempts.</summary>
    public async Task<JobIntervention> RetryAsync(ModuleDbContext db, Guid id, CancellationToken cancel)
    {
        var said = Read(await db.AskAsync(RetryOne, [new NpgsqlParameter("id", id), .. Known()], row => row.GetString(0), cancel));
        if (said == JobIntervention.Done)
            JobWakeInterceptor.Mark(db);
        return said;
    }

    /// <summary>Puts a batch of finished jobs back in line; those whose work another one is doing stay as they are.</summary>
    /// <param name="db">Its transaction is the batch.</param>
    /// <param name="filter">Which.</param>
    /// <param name="after">The last id of the batch before.</param>
    /// <param name="count">At most so many.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>How many are in line again, and the last id that was looked at; null at the end.</returns>
    public async Task<(int Retried, Guid? Last)> RetryBatchAsync(
        ModuleDbContext db,
        JobFilter filter,
        Guid after,
        int count,
        CancellationToken cancel
    )
    {
        var batch = await db.AskAsync(
            RetrySome,
            [.. Of(filter, after), new NpgsqlParameter("count", count), .. Known()],
            row => (Retried: row.GetInt32(0), Last: row.IsDBNull(1) ? (Guid?)null : row.GetGuid(1)),
            cancel
        );
        if (batch.Retried > 0)
            JobWakeInterceptor.Mark(db);
        return batch;
    }

    /// <summary>How many finished jobs a filter means; a million and one stands for more.</summary>
    public static Task<int> CountAsync(ModuleDbContext db, JobFilter filter, CancellationToken cancel) =>
        db.AskAsync(
            $"select count(*)::int from (select from platform.job_history where {InFilter} limit 1000001) found",
            Of(filter, Guid.Empty),
            row => row.GetInt32(0),
            cancel
        );

    /// <summary>Calls a job off: one that waits ends at once, the handler of one that runs is told wherever it is.</summary>
    /// <param name="db">Its transaction.</param>
    /// <param name="id">The job.</param>
    /// <param name="owner">Only if it is this person's; null for an operator.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<JobIntervention> CancelAsync(ModuleDbContext db, Guid id, Guid? owner, CancellationToken cancel)
    {
        while (true)
        {
            var said = await db.AskAsync(
                CancelOne,
                [new("id", id), new("owner", NpgsqlDbType.Uuid) { Value = (object?)owner ?? DBNull.Value }],
                row => row.GetString(0),
                cancel
            );
            // Claimed or given back between the statement's snapshot and its look: the next look sees it.
            if (said != "moved")
                return Read(said);
        }
    }

    private static JobIntervention Read(string said) =>
        said switch
        {
            "done" => JobIntervention.Done,
            "asked" => JobIntervention.Asked,
            "wrong" => JobIntervention.WrongState,
            "superseded" => JobIntervention.Superseded,
            _ => JobIntervention.NotFound,
        };

    private static NpgsqlParameter[] Of(JobFilter filter, Guid after) =>
        [
            new NpgsqlParameter("state", filter.State.ToString().ToLowerInvariant()),
            new NpgsqlParameter("kind", NpgsqlDbType.Text) { Value = (object?)filter.Kind ?? DBNull.Value },
            new NpgsqlParameter("queue", NpgsqlDbType.Text) { Value = (object?)filter.Queue ?? DBNull.Value },
            new NpgsqlParameter("from", (filter.CreatedFrom ?? DateTimeOffset.UnixEpoch).ToUniversalTime()),
            new NpgsqlParameter("to", (filter.CreatedTo ?? DateTimeOffset.UnixEpoch.AddYears(1000)).ToUniversalTime()),
            new NpgsqlParameter("after", after),
        ];

    private NpgsqlParameter[] Known()
    {
        var kinds = _kinds.All.Values.ToList();
        return
        [
            new NpgsqlParameter("kinds", kinds.Select(k => k.Name).ToArray()),
            new NpgsqlParameter("queues", kinds.Select(k => k.Queue).ToArray()),
            new NpgsqlParameter("lanes", kinds.Select(k => k.Lane).ToArray()),
            new NpgsqlParameter("mosts", kinds.Select(k => k.MaxAttempts).ToArray()),
        ];
    }
}
