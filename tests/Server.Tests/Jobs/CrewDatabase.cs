namespace SmartAI.Server.Tests.Jobs;

/// <summary>
/// The tables that the crew of tests/Testing/Crew.cs writes to, and a ledger of all that happens to its jobs: a trigger keeps it, so it does not depend on
/// what the code under test believes.
/// </summary>
internal static class CrewDatabase
{
    private const string Make = """
        create schema crew;
        create table crew.runs (
            id bigserial primary key, job_id uuid not null, attempt int not null, pid int not null,
            started_at timestamptz not null default clock_timestamp(), ended_at timestamptz);
        create index on crew.runs (job_id, started_at, id);
        create table crew.effects (job_id uuid not null);
        create table crew.kills (pid int not null, dead_at timestamptz not null default clock_timestamp());
        create table crew.ledger (
            id bigserial primary key, job_id uuid not null, attempt int not null, what text not null, lease_until timestamptz,
            at timestamptz not null default clock_timestamp());
        create index on crew.ledger (job_id, attempt);
        create function crew.note() returns trigger language plpgsql as $$
        begin
            if tg_op = 'DELETE' then
                insert into crew.ledger (job_id, attempt, what, lease_until) values (old.id, old.attempts, 'ended', old.lease_until);
            elsif old.status = 'ready' and new.status = 'running' then
                insert into crew.ledger (job_id, attempt, what, lease_until) values (new.id, new.attempts, 'claimed', new.lease_until);
            elsif old.status = 'running' and new.status = 'ready' then
                insert into crew.ledger (job_id, attempt, what, lease_until) values (old.id, old.attempts,
                    case when new.attempts < old.attempts then 'released' when new.last_error like 'The worker stopped%' then 'lost' else 'failed' end,
                    old.lease_until);
            end if;
            return null;
        end $$;
        create trigger note after update or delete on platform.jobs for each row execute function crew.note();
        """;

    private const string Enqueue = """
        insert into platform.jobs (id, kind, queue, lane, payload, max_attempts, request_id, created_at)
        select (substr(platform.uuid_at(now())::text, 1, 13) || '-7' || substr(md5($4::text || n), 1, 3) || '-a' || substr(md5($4::text || n), 4, 3)
                || '-' || substr(md5($4::text || n), 7, 12))::uuid, $1, $2, $2,
            jsonb_build_object('milliseconds', abs(hashint4(n # $4)) % $5, 'saves', n % 2 = 0), $6, md5($4::text || n), now()
        from generate_series(1, $3) n
        """;

    /// <summary>Two runs of a job, the second begun though nothing had ended the first: not its worker, and not its lease.</summary>
    internal const string Unexplained = """
        select count(*) from (
            select job_id, attempt, lead(started_at) over (partition by job_id order by started_at, id) as next_at from crew.runs) run
        where next_at is not null and not exists (
            select from crew.ledger l where l.job_id = run.job_id and l.attempt = run.attempt and l.at <= run.next_at
                and (l.what in ('failed', 'released') or l.what = 'lost' and l.lease_until < l.at))
        """;

    /// <summary>Two runs of a job at the same time while the first one's lease was held.</summary>
    internal const string Overlaps = """
        select count(*) from (
            select job_id, attempt, pid, ended_at, lead(started_at) over (partition by job_id order by started_at, id) as next_at from crew.runs) run
        left join lateral (select min(dead_at) as dead_at from crew.kills where kills.pid = run.pid) kill on true
        left join lateral (
            select min(at) as failed_at from crew.ledger l
            where l.job_id = run.job_id and l.attempt = run.attempt and l.what in ('failed', 'released')) failure on true
        where next_at < coalesce(ended_at, dead_at, failed_at, 'infinity') and not exists (
            select from crew.ledger l where l.job_id = run.job_id and l.attempt = run.attempt and l.what = 'lost' and l.lease_until < run.next_at)
        """;

    /// <summary>Claims of a job that somebody had.</summary>
    internal const string ClaimedTwice = """
        select count(*) from (
            select what, lag(what) over (partition by job_id order by id) as before from crew.ledger) entry
        where what = 'claimed' and before not in ('lost', 'released', 'failed')
        """;

    internal static Task<int> MakeAsync(TestDatabase database) => database.RunAsync(Make);

    /// <summary>Jobs that take up to so many milliseconds each; every second one saves something.</summary>
    internal static Task<int> EnqueueAsync(
        TestDatabase database,
        int count,
        int seed,
        int milliseconds,
        string queue = "crew",
        string kind = "crew.work"
    ) => database.RunAsync(Enqueue, kind, queue, count, seed, milliseconds, 10);

    /// <summary>All done, each saved once, and no run beside another.</summary>
    internal static async Task ProveAsync(TestDatabase database, long count)
    {
        await database.RunAsync("analyze crew.runs, crew.ledger, crew.kills");
        (await database.ReadAsync<long>("select count(*) from platform.jobs where kind = 'crew.work'")).ShouldBe(0);
        (await database.ReadAsync<long>("select count(*) from platform.job_history where kind = 'crew.work' and status = 'done'")).ShouldBe(
            count
        );
        (await database.ReadAsync<long>("select count(*) from crew.effects")).ShouldBe(count / 2);
        (await database.ReadAsync<long>("select count(distinct job_id) from crew.effects")).ShouldBe(count / 2);
        (await database.ReadAsync<long>(Unexplained)).ShouldBe(0);
        (await database.ReadAsync<long>(Overlaps)).ShouldBe(0);
        (await database.ReadAsync<long>(ClaimedTwice)).ShouldBe(0);
    }
}
