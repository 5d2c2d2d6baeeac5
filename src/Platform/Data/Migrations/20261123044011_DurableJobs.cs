using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmartAI.Platform.Data.Migrations
{
    /// <inheritdoc />
    public partial class DurableJobs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // What waits in the foundation's table goes on in the new one; what has ended there is not kept.
            migrationBuilder.Sql(
                """
                alter table platform.jobs rename to old_jobs;
                alter table platform.old_jobs rename constraint pk_jobs to pk_old_jobs;
                drop index platform.ix_jobs_ready, platform.ix_jobs_leased, platform.ix_jobs_finished, platform.ux_jobs_deduplication;

                create function platform.uuid_after(moment timestamptz) returns uuid language sql immutable as $$
                    select (lpad(to_hex(greatest(0, least(extract(epoch from moment) * 1000, 281474976710654))::bigint + 1), 12, '0')
                        || '00000000000000000000')::uuid
                $$;

                create function platform.append_last(list jsonb, added jsonb, most int) returns jsonb language sql immutable as $$
                    select case when jsonb_array_length(whole.list) <= most then whole.list
                        else (select jsonb_agg(entry order by place) from jsonb_array_elements(whole.list) with ordinality entries(entry, place)
                            where place > jsonb_array_length(whole.list) - most) end
                    from (select coalesce($1, '[]'::jsonb) || $2 as list) whole
                $$;

                create function platform.add_arrays(one int[], other int[]) returns int[] language sql immutable as $$
                    select array_agg(coalesce(a, 0) + coalesce(b, 0) order by place) from unnest(one, other) with ordinality sums(a, b, place)
                $$;
                create aggregate platform.add_up(int[]) (sfunc = platform.add_arrays, stype = int[], initcond = '{}');

                create table platform.jobs (
                    id uuid not null constraint pk_jobs primary key,
                    kind text not null,
                    queue text not null default 'default',
                    lane text not null default 'default',
                    payload jsonb not null,
                    priority smallint not null default 0,
                    status text not null default 'ready' constraint ck_jobs_status check (status in ('ready', 'running')),
                    attempts int not null default 0,
                    max_attempts int not null,
                    run_at timestamptz not null default clock_timestamp(),
                    rank_at timestamptz not null default clock_timestamp(),
                    started_at timestamptz,
                    lease_until timestamptz,
                    locked_by text,
                    deduplication_key text,
                    request_id text not null,
                    owner_id uuid,
                    created_at timestamptz not null,
                    cancel_asked_at timestamptz,
                    last_error text,
                    failures jsonb,
                    log jsonb,
                    progress_done bigint,
                    progress_total bigint,
                    progress_note text
                ) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 2000, autovacuum_analyze_scale_factor = 0.05);
                create index ix_jobs_ready on platform.jobs (lane, rank_at, id) where status = 'ready';
                create index ix_jobs_running on platform.jobs (lane, lease_until) where status = 'running';
                create index ix_jobs_kind on platform.jobs (kind, id);
                create index ix_jobs_queue on platform.jobs (queue, id);
                create index ix_jobs_owner on platform.jobs (owner_id, id) where owner_id is not null;
                create unique index ux_jobs_deduplication on platform.jobs (deduplication_key) where deduplication_key is not null;

                create table platform.job_history (
                    id uuid not null,
                    kind text not null,
                    queue text not null,
                    lane text not null,
                    payload jsonb not null,
                    priority smallint not null,
                    status text not null constraint ck_job_history_status check (status in ('done', 'dead', 'cancelled')),
                    attempts int not null,
                    max_attempts int not null,
                    run_at timestamptz not null,
                    started_at timestamptz,
                    finished_at timestamptz not null,
                    worker text,
                    deduplication_key text,
                    request_id text not null,
                    owner_id uuid,
                    created_at timestamptz not null,
                    last_error text,
                    failures jsonb,
                    log jsonb,
                    result jsonb,
                    progress_done bigint,
                    progress_total bigint,
                    progress_note text,
                    constraint pk_job_history primary key (id)
                ) partition by range (id);
                create index ix_job_history_status on platform.job_history (status, id);
                create index ix_job_history_kind on platform.job_history (kind, id);
                create index ix_job_history_queue on platform.job_history (queue, id);
                create index ix_job_history_owner on platform.job_history (owner_id, id) where owner_id is not null;
                create table platform.job_history_default partition of platform.job_history default;

                create view platform.all_jobs as
                    select id, kind, queue, payload::text, priority::int, status as state, attempts, max_attempts, created_at, run_at, started_at,
                        null::timestamptz as finished_at, locked_by as worker, request_id, owner_id, cancel_asked_at, last_error,
                        progress_done, progress_total, progress_note, failures::text, log::text, null::text as result
                    from platform.jobs
                    union all
                    select id, kind, queue, payload::text, priority::int, status, attempts, max_attempts, created_at, run_at, started_at,
                        finished_at, worker, request_id, owner_id, null, last_error,
                        progress_done, progress_total, progress_note, failures::text, log::text, result::text
                    from platform.job_history;

                -- Makes this month and the next two, and drops the months whose last job has been deleted. What a default partition took meanwhile moves.
                create function platform.keep_job_months(keep interval) returns void language plpgsql as $$
                declare
                    month date;
                    first uuid;
                    last uuid;
                    name text;
                    kept boolean;
                begin
                    for month in select (date_trunc('month', now() at time zone 'utc') + n * interval '1 month')::date from generate_series(0, 2) n loop
                        name := 'job_history_' || to_char(month, 'YYYY_MM');
                        continue when to_regclass('platform.' || name) is not null;
                        first := platform.uuid_at(month::timestamp at time zone 'utc');
                        last := platform.uuid_at((month + interval '1 month') at time zone 'utc');
                        execute format('create table platform.%I (like platform.job_history including all)', name);
                        execute format('with moved as (delete from platform.job_history_default where id >= %L and id < %L returning *)
                            insert into platform.%I select * from moved', first, last, name);
                        execute format('alter table platform.job_history attach partition platform.%I for values from (%L) to (%L)', name, first, last);
                    end loop;
                    for name in select relname from pg_inherits join pg_class on pg_class.oid = inhrelid
                        where inhparent = 'platform.job_history'::regclass and relname ~ '^job_history_\d{4}_\d{2}$'
                            and relname < 'job_history_' || to_char((now() - keep - interval '1 month') at time zone 'utc', 'YYYY_MM') loop
                        execute format('select exists (select from platform.%I)', name) into kept;
                        if not kept then
                            execute format('drop table platform.%I', name);
                        end if;
                    end loop;
                end
                $$;
                select platform.keep_job_months(interval '90 days');

                create table platform.job_limits (
                    kind text not null constraint pk_job_limits primary key,
                    tokens double precision not null default 1,
                    filled_at timestamptz not null default clock_timestamp()
                );

                create table platform.job_minutes (
                    minute timestamptz not null,
                    kind text not null,
                    worker text not null,
                    ended int not null,
                    failed int not null,
                    waits int[] not null,
                    runs int[] not null,
                    constraint pk_job_minutes primary key (minute, kind, worker)
                );

                create table platform.job_depths (
                    minute timestamptz not null,
                    queue text not null,
                    waiting bigint not null,
                    running bigint not null,
                    constraint pk_job_depths primary key (minute, queue)
                );

                create table platform.schedules (
                    name text not null constraint pk_schedules primary key,
                    cron text,
                    time_zone text,
                    catch_up text constraint ck_schedules_catch_up check (catch_up in ('skip', 'once', 'all')),
                    paused boolean not null default false
                );

                create table platform.schedule_ticks (
                    name text not null constraint pk_schedule_ticks primary key,
                    planned_by text not null,
                    next_at timestamptz,
                    last_at timestamptz,
                    last_job_id uuid
                );

                insert into platform.jobs (id, kind, payload, priority, attempts, max_attempts, run_at, rank_at, deduplication_key, request_id, created_at, last_error)
                    select id, kind, payload, priority, attempts, max_attempts, run_at, run_at - priority * interval '30 seconds', deduplication_key, request_id,
                        created_at, last_error
                    from platform.old_jobs where status in ('ready', 'running');
                drop table platform.old_jobs;
                """
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                drop table platform.schedule_ticks, platform.schedules, platform.job_depths, platform.job_minutes, platform.job_limits;
                drop view platform.all_jobs;
                drop table platform.job_history;
                drop function platform.keep_job_months(interval);
                drop aggregate platform.add_up(int[]);
                drop function platform.add_arrays(int[], int[]);
                drop function platform.append_last(jsonb, jsonb, int);
                drop function platform.uuid_after(timestamptz);
                alter table platform.jobs rename to new_jobs;
                alter table platform.new_jobs rename constraint pk_jobs to pk_new_jobs;
                alter index platform.ix_jobs_ready rename to ix_new_jobs_ready;
                alter index platform.ux_jobs_deduplication rename to ux_new_jobs_deduplication;
                create table platform.jobs (
                    id uuid not null constraint pk_jobs primary key, kind text not null, payload jsonb not null, priority smallint not null, status text not null
                        constraint ck_jobs_status check (status in ('ready', 'running', 'done', 'dead')),
                    attempts int not null, max_attempts int not null, run_at timestamptz not null default clock_timestamp(), lease_until timestamptz,
                    locked_by text, deduplication_key text, request_id text not null, created_at timestamptz not null, finished_at timestamptz, last_error text
                );
                create index ix_jobs_finished on platform.jobs (finished_at) where finished_at is not null;
                create index ix_jobs_leased on platform.jobs (lease_until) where status = 'running';
                create index ix_jobs_ready on platform.jobs (priority desc, run_at, id) where status = 'ready';
                create unique index ux_jobs_deduplication on platform.jobs (deduplication_key) where deduplication_key is not null and finished_at is null;
                insert into platform.jobs (id, kind, payload, priority, status, attempts, max_attempts, run_at, deduplication_key, request_id, created_at, last_error)
                    select id, kind, payload, priority, 'ready', attempts, max_attempts, run_at, deduplication_key, request_id, created_at, last_error
                    from platform.new_jobs;
                drop table platform.new_jobs;
                """
            );
        }
    }
}
