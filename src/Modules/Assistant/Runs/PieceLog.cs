using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using SmartAI.Assistant.Conversations;

namespace SmartAI.Assistant.Runs;

/// <summary>
/// Writes what this node's runs tell, as it comes: the first at once, the crowd behind it together, so that many answers at once cost few statements. While
/// the database is away it waits; an answer's length has a bound, and so has what waits.
/// </summary>
internal sealed class PieceLog(NpgsqlDataSource database, PieceSignals signals, ILogger<PieceLog> log) : BackgroundService
{
    // So many at once are a crowd: waiting a little makes fewer statements of them. A single reader does not wait for the sake of nobody.
    private const int Crowd = 8;
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly Channel<Item> _waiting = Channel.CreateUnbounded<Item>(new UnboundedChannelOptions { SingleReader = true });

    private sealed record Item(Guid Run, int Number, string Kind, string Data, TaskCompletionSource? Written)
    {
        /// <summary>The number of the piece before it: texts that were joined have the last one's number.</summary>
        internal int Previous { get; init; } = Number - 1;
    }

    internal void Write(Guid run, int number, string kind, string data) =>
        _waiting.Writer.TryWrite(new Item(run, number, kind, data, null));

    /// <summary>Ends when all that was given before is written.</summary>
    internal Task WrittenAsync(CancellationToken cancel)
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Writer.TryWrite(new Item(Guid.Empty, 0, "", "", written));
        return written.Task.WaitAsync(cancel);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
            {
                var batch = new List<Item>();
                while (batch.Count < 5000 && _waiting.Reader.TryRead(out var item))
                    batch.Add(item);
                await WriteAsync(Merged(batch), stoppingToken);
                foreach (var item in batch)
                    item.Written?.TrySetResult();
                if (batch.Count >= Crowd)
                    await Task.Delay(Gap, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is not written yet is lost with the node, as after a crash: the run is taken for interrupted.
        }
    }

    private async Task WriteAsync(List<Item> pieces, CancellationToken stopping)
    {
        while (pieces.Count > 0)
        {
            try
            {
                await using var command = database.CreateCommand(
                    """
                    with written as (
                        insert into assistant.pieces (run_id, number, kind, data)
                        select t.run, t.number, t.kind, t.data::json from unnest($1::uuid[], $2::int[], $3::text[], $4::text[]) t(run, number, kind, data)
                        where exists (select 1 from assistant.runs r where r.id = t.run)
                        on conflict do nothing returning run_id, number),
                    told as (select pg_notify($5, run_id::text || ' ' || $6) from (select distinct run_id from written) w)
                    select w.run_id, w.number from written w cross join (select count(*) from told) t
                    """
                );
                command.Parameters.AddWithValue(pieces.ConvertAll(p => p.Run));
                command.Parameters.AddWithValue(pieces.ConvertAll(p => p.Number));
                command.Parameters.AddWithValue(pieces.ConvertAll(p => p.Kind));
                command.Parameters.AddWithValue(pieces.ConvertAll(p => p.Data));
                command.Parameters.AddWithValue(PieceSignals.Channel);
                command.Parameters.AddWithValue(signals.Node);
                var written = new HashSet<(Guid, int)>();
                await using (var rows = await command.ExecuteReaderAsync(stopping))
                    while (await rows.ReadAsync(stopping))
                        written.Add((rows.GetGuid(0), rows.GetInt32(1)));
                foreach (var run in pieces.GroupBy(p => p.Run))
                    signals.Hand(
                        run.Key,
                        [
                            .. run.Select(p =>
                                written.Contains((p.Run, p.Number)) ? new HandedPiece(p.Previous, p.Number, p.Kind, p.Data) : null
                            ),
                        ]
                    );
                return;
            }
            catch (PostgresException failure) when (!failure.IsTransient && failure.SqlState[..2] is "22" or "23")
            {
                // One that cannot be kept, or whose conversation was removed in this moment, must not hold up the others.
                if (pieces.Count == 1)
                {
                    log.LogWarning("A piece of an answer cannot be kept: {Reason}", failure.SqlState);
                    return;
                }

                foreach (var piece in pieces)
                    await WriteAsync([piece], stopping);
                return;
            }
            catch (NpgsqlException failure)
            {
                log.LogWarning("Answers wait for the database: {Reason}", failure.GetType().Name);
                await Task.Delay(Pause, stopping);
            }
        }
    }

    /// <summary>Texts of one run that follow each other become one piece, under the last one's number.</summary>
    private static List<Item> Merged(List<Item> batch)
    {
        var merged = new List<Item>();
        foreach (var run in batch.Where(i => i.Written is null).GroupBy(i => i.Run))
        {
            var text = new StringBuilder();
            Item? last = null;
            var before = 0;
            foreach (var item in run)
            {
                if (item.Kind == PieceKinds.Text)
                {
                    if (last is null)
                        before = item.Number - 1;
                    text.Append(item.Data);
                    last = item;
                    continue;
                }

                Close();
                merged.Add(item);
            }

            Close();

            void Close()
            {
                if (last is not null)
                    merged.Add(last with { Data = TextOf(text.ToString()), Previous = before });
                text.Clear();
                last = null;
            }
        }

        return merged;
    }

    internal static string TextOf(string text) => JsonSerializer.Serialize(new { text });
}
