using Npgsql;
using SmartAI.Platform.Operations.Maintenance;

namespace SmartAI.Platform.Http;

/// <summary>Deletes what was told longer ago than a page may be away. The oldest rows stand first in the key, so the look ends where they do.</summary>
internal sealed class LiveUpkeep(NpgsqlDataSource database) : IUpkeep
{
    private const int Step = 10_000;

    public async Task RunAsync(CancellationToken cancel)
    {
        int deleted;
        do
        {
            await using var command = database.CreateCommand(
                """
                delete from platform.live_events where id in (
                    select id from (select id, told_at from platform.live_events order by id limit @step) oldest
                    where told_at < clock_timestamp() - @kept)
                """
            );
            command.Parameters.AddWithValue("step", Step);
            command.Parameters.AddWithValue("kept", LiveTable.Kept);
            deleted = await command.ExecuteNonQueryAsync(cancel);
        } while (deleted == Step);
    }
}
