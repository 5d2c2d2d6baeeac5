using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using SmartAI.Assistant.Conversations;

namespace SmartAI.Assistant.Runs;

/// <summary>Tells a run to whoever reads it, on any node: what stands in the table, and more of it as it comes.</summary>
internal sealed class RunReader(NpgsqlDataSource database, PieceSignals signals)
{
    private const int AtOnce = 500;
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);
    private static readonly JsonElement Nothing = JsonSerializer.SerializeToElement<object?>(null);

    /// <summary>The stream from its beginning, or from Last-Event-ID on where that is of this run; an empty one where there is no run.</summary>
    internal ServerSentEventsResult<JsonElement> Answer(HttpContext http, Guid? run, CancellationToken cancel)
    {
        // nginx would hold events back until its buffer is full.
        http.Response.Headers["X-Accel-Buffering"] = "no";
        var after = run is { } id ? NumberIn(http.Request.Headers["Last-Event-ID"].ToString(), id) : 0;
        return TypedResults.ServerSentEvents(run is { } some ? ReadAsync(some, after, cancel) : NothingAsync());
    }

    private static int NumberIn(string lastEventId, Guid run) =>
        lastEventId.Split('.') is [var of, var number]
        && Guid.TryParse(of, out var id)
        && id == run
        && int.TryParse(number, System.Globalization.CultureInfo.InvariantCulture, out var known)
            ? known
            : 0;

    private static async IAsyncEnumerable<SseItem<JsonElement>> NothingAsync()
    {
        await Task.CompletedTask;
        yield break;
    }

    private async IAsyncEnumerable<SseItem<JsonElement>> ReadAsync(Guid run, int after, [EnumeratorCancellation] CancellationToken cancel)
    {
        // Before the first look: what is written between that and the waiting is not missed.
        using var signal = signals.Of(run);
        while (!cancel.IsCancellationRequested)
        {
            var (pieces, isOver) = await LookAsync(run, after, cancel);
            foreach (var (number, kind, data) in pieces)
            {
                after = number;
                yield return Item(run, number, kind, JsonSerializer.Deserialize<JsonElement>(data));
                if (kind == PieceKinds.End)
                    yield break;
            }

            if (pieces.Count > 0)
                continue;
            // Its pieces are no longer kept: the message itself says all.
            if (isOver)
                yield break;
            var more = false;
            try
            {
                more = await signal.WaitAsync(Beat, cancel);
            }
            catch (OperationCanceledException)
            {
                // A reader who hangs up ends the stream; it is no failure.
                yield break;
            }

            if (!more)
                yield return new SseItem<JsonElement>(Nothing, PieceKinds.Heartbeat);
        }
    }

    private static SseItem<JsonElement> Item(Guid run, int number, string kind, JsonElement data) =>
        new(data, kind) { EventId = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{run}.{number}") };

    private async Task<(List<(int Number, string Kind, string Data)> Pieces, bool IsOver)> LookAsync(
        Guid run,
        int after,
        CancellationToken cancel
    )
    {
        await using var command = database.CreateCommand(
            """
            select p.number, p.kind, p.data, r.state = 'Ended'
            from assistant.runs r left join lateral (
                select number, kind, data::text from assistant.pieces where run_id = r.id and number > $2 order by number limit $3) p on true
            where r.id = $1
            """
        );
        command.Parameters.AddWithValue(run);
        command.Parameters.AddWithValue(after);
        command.Parameters.AddWithValue(AtOnce);
        var pieces = new List<(int, string, string)>();
        var isOver = true;
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            isOver = rows.GetBoolean(3);
            if (!await rows.IsDBNullAsync(0, cancel))
                pieces.Add((rows.GetInt32(0), rows.GetString(1), rows.GetString(2)));
        }

        return (pieces, isOver);
    }
}
