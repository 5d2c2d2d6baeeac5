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

    /// <summary>Listens to a run from before it begins, until the request is over.</summary>
    internal PieceSignal Listen(HttpContext http, Guid run)
    {
        var signal = signals.Of(run);
        http.Response.RegisterForDispose(signal);
        return signal;
    }

    /// <summary>The stream of a run that is about to begin.</summary>
    internal ServerSentEventsResult<JsonElement> Answer(HttpContext http, PieceSignal begun, CancellationToken cancel)
    {
        http.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(ReadAsync(begun.Run, 0, begun, cancel));
    }

    /// <summary>The stream from its beginning, or from Last-Event-ID on where that is of this run; an empty one where there is no run.</summary>
    internal ServerSentEventsResult<JsonElement> Answer(HttpContext http, Guid? run, CancellationToken cancel)
    {
        // nginx would hold events back until its buffer is full.
        http.Response.Headers["X-Accel-Buffering"] = "no";
        var after = run is { } id ? NumberIn(http.Request.Headers["Last-Event-ID"].ToString(), id) : 0;
        return TypedResults.ServerSentEvents(run is { } some ? ReadAsync(some, after, null, cancel) : NothingAsync());
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

    /// <param name="run">What is read.</param>
    /// <param name="after">The last piece that is known.</param>
    /// <param name="begun">Listens since before the run's first piece: nothing stands in the table that is not handed.</param>
    /// <param name="cancel">The reader hangs up.</param>
    private async IAsyncEnumerable<SseItem<JsonElement>> ReadAsync(
        Guid run,
        int after,
        PieceSignal? begun,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        // Before the first look: what is written between that and the waiting is not missed.
        using var own = begun is null ? signals.Of(run) : null;
        var signal = begun ?? own!;
        var mustLook = begun is null;
        while (!cancel.IsCancellationRequested)
        {
            if (mustLook)
            {
                var (pieces, isOver) = await LookAsync(run, after, cancel);
                foreach (var (number, kind, data) in pieces)
                {
                    after = number;
                    yield return Item(run, number, kind, data);
                    if (kind == PieceKinds.End)
                        yield break;
                }

                if (pieces.Count > 0)
                    continue;
                // Its pieces are no longer kept: the message itself says all.
                if (isOver)
                    yield break;
            }

            IReadOnlyList<HandedPiece?> handed;
            try
            {
                handed = await signal.WaitAsync(Beat, cancel);
            }
            catch (OperationCanceledException)
            {
                // A reader who hangs up ends the stream; it is no failure.
                yield break;
            }

            if (handed.Count == 0)
                yield return new SseItem<JsonElement>(Nothing, PieceKinds.Heartbeat);
            mustLook = handed.Count == 0;
            foreach (var piece in handed)
            {
                if (piece is not null && piece.Number <= after)
                    continue;
                // Some other node wrote, or a piece between is missing: the table has the order.
                mustLook = piece is null || piece.Previous != after;
                if (mustLook)
                    break;
                after = piece!.Number;
                yield return Item(run, after, piece.Kind, piece.Data);
            }
        }
    }

    private static SseItem<JsonElement> Item(Guid run, int number, string kind, string data) =>
        new(JsonSerializer.Deserialize<JsonElement>(data), kind)
        {
            EventId = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{run}.{number}"),
        };

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
