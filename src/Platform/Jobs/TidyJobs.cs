using System.Text.Json;
using System.Text.Json.Serialization;
using Npgsql;
using NpgsqlTypes;

namespace SmartAI.Platform.Jobs;

/// <summary>Deletes finished jobs whose time is over, and makes and drops the months of their history. The kernel's own schedule runs it each hour.</summary>
internal sealed record TidyJobs : IJob
{
    public static string Kind => "platform.jobs.tidy";
    public static JsonSerializerContext Json => PlatformJobs.Default;
    public static TimeSpan TimeLimit => TimeSpan.FromMinutes(30);
}

/// <summary>The kernel's own payloads.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(TidyJobs))]
internal sealed partial class PlatformJobs : JsonSerializerContext;

internal sealed class TidyJobsHandler(NpgsqlDataSource source, JobSettings settings, JobKinds kinds) : IJobHandler<TidyJobs>
{
    private const int Batch = 1000;

    // What ended so long ago was made before that too, so the ids bound the walk through (status, id).
    private const string Delete = """
        delete from platform.job_history where id in (
            select id from platform.job_history
            where status = @status and (@kind::text is null and kind <> all(@special) or kind = @kind) and id < (select platform.uuid_at(clock_timestamp() - @keep)) and finished_at < clock_timestamp() - @keep
            order by id limit 1000 for update skip locked)
        """;

    private const string DeleteCharts = """
        with minutes as (delete from platform.job_minutes where minute < clock_timestamp() - interval '2 days')
        delete from platform.job_depths where minute < clock_timestamp() - interval '2 days'
        """;

    // A kind whose queue or limit changed with a new version: what still waits in the old line would wait for ever.
    private const string Move = """
        update platform.jobs set queue = known_queue, lane = known_lane
        from unnest(@kinds, @queues, @lanes) as known(known_kind, known_queue, known_lane)
        where kind = known_kind and status = 'ready' and lane <> known_lane
        """;

    public async Task RunAsync(TidyJobs job, JobRun run, CancellationToken cancel)
    {
        var (done, dead) = (TimeSpan.FromDays(settings.KeepDoneDays), TimeSpan.FromDays(settings.KeepDeadDays));
        var special = kinds.All.Values.Where(k => k.KeepDone is not null).ToDictionary(k => k.Name, k => k.KeepDone!.Value);
        await using (var months = source.CreateCommand("select platform.keep_job_months(@keep)"))
        {
            months.Parameters.AddWithValue("keep", special.Values.Append(done).Append(dead).Max());
            await months.ExecuteNonQueryAsync(cancel);
        }

        var deleted = await DeleteAsync(JobState.Done, null, [.. special.Keys], done, cancel);
        foreach (var (kind, keep) in special)
            deleted += await DeleteAsync(JobState.Done, kind, [], keep, cancel);
        deleted += await DeleteAsync(JobState.Cancelled, null, [], done, cancel);
        deleted += await DeleteAsync(JobState.Dead, null, [], dead, cancel);
        await using (var charts = source.CreateCommand(DeleteCharts))
            await charts.ExecuteNonQueryAsync(cancel);
        run.Log($"{deleted} finished jobs deleted, {await MoveAsync(cancel)} moved to their queue.");
    }

    internal async Task<int> MoveAsync(CancellationToken cancel)
    {
        await using var command = source.CreateCommand(Move);
        command.Parameters.AddWithValue("kinds", kinds.All.Keys.ToArray());
        command.Parameters.AddWithValue("queues", kinds.All.Values.Select(k => k.Queue).ToArray());
        command.Parameters.AddWithValue("lanes", kinds.All.Values.Select(k => k.Lane).ToArray());
        return await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Deletes in small transactions, so that it never holds back vacuum: of one kind, or of all but the special ones.</summary>
    private async Task<int> DeleteAsync(JobState status, string? kind, string[] special, TimeSpan keep, CancellationToken cancel)
    {
        var total = 0;
        int deleted;
        do
        {
            await using var command = source.CreateCommand(Delete);
            command.Parameters.AddWithValue("status", status.ToString().ToLowerInvariant());
            command.Parameters.Add(new NpgsqlParameter("kind", NpgsqlDbType.Text) { Value = (object?)kind ?? DBNull.Value });
            command.Parameters.AddWithValue("special", special);
            command.Parameters.AddWithValue("keep", keep);
            total += deleted = await command.ExecuteNonQueryAsync(cancel);
        } while (deleted == Batch);
        return total;
    }
}
