using System.Globalization;
using System.Text.Json;
using Npgsql;

namespace SmartAI.Platform.Http;

/// <summary>
/// Reads <c>platform.live_events</c>. Transactions commit in another order than they begin, so "after the last row" would skip one that was slow: a node
/// asks for the rows that its last snapshot could not see, and a browser goes on from the oldest transaction that was then still running.
/// </summary>
internal sealed class LiveTable(NpgsqlDataSource database)
{
    private const int MostAtOnce = 200;

    /// <summary>How long a row is kept; whoever was away for longer reads everything anew.</summary>
    internal static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private const string Snapshot = """
        select pg_current_snapshot()::text, pg_snapshot_xmin(pg_current_snapshot()), pg_snapshot_xmax(pg_current_snapshot()),
            extract(epoch from clock_timestamp())::bigint
        """;

    // Both arms go down the index on xid. Unbounded only in name: it is what was told since the last look, a few seconds ago.
    private const string Unseen = """
        select snapshot::text, pg_snapshot_xmin(snapshot), pg_snapshot_xmax(snapshot), extract(epoch from clock_timestamp())::bigint,
            e.id, e.user_id, e.credential_id, e.kind, e.data::text
        from (select pg_current_snapshot() as snapshot) look
        left join platform.live_events e
            on e.xid >= pg_snapshot_xmax(@before::pg_snapshot) or e.xid = any (array(select pg_snapshot_xip(@before::pg_snapshot)))
        order by e.xid, e.id
        """;

    private const string Since = """
        select id, user_id, credential_id, kind, data::text from platform.live_events
        where user_id = @user and xid >= @since and (credential_id is null or credential_id = @credential)
        order by xid, id limit @most
        """;

    /// <summary>What became visible since the snapshot before, and the one it looked with. All or nothing: what is told must not be read a second time.</summary>
    internal async Task<(LiveSnapshot Looked, IReadOnlyList<ToldEvent> Told)> ReadAsync(LiveSnapshot? before, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(Unseen);
        command.Parameters.AddWithValue("before", NpgsqlTypes.NpgsqlDbType.Text, (object?)before?.Text ?? DBNull.Value);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        LiveSnapshot? looked = null;
        var told = new List<ToldEvent>();
        while (await rows.ReadAsync(cancel))
        {
            looked ??= SnapshotIn(rows);
            if (!rows.IsDBNull(4))
                told.Add(EventIn(rows, 4));
        }
        return (looked!, told);
    }

    /// <summary>What a session was told since; null instead where it cannot be said or is more than a page should take in.</summary>
    internal async Task<(LivePosition Now, IReadOnlyList<ToldEvent>? Told)> SinceAsync(
        Guid user,
        Guid credential,
        LivePosition? since,
        CancellationToken cancel
    )
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        LiveSnapshot now;
        await using (var snapshot = new NpgsqlCommand(Snapshot, connection))
        await using (var row = await snapshot.ExecuteReaderAsync(cancel))
        {
            await row.ReadAsync(cancel);
            now = SnapshotIn(row);
        }
        if (since is null || since.Xmin > now.Xmax || now.Position.At - since.At > (long)Kept.TotalSeconds / 2)
            return (now.Position, null);

        await using var command = new NpgsqlCommand(Since, connection)
        {
            Parameters =
            {
                new("user", user),
                new("credential", credential),
                new("since", NpgsqlTypes.NpgsqlDbType.Xid8) { Value = since.Xmin },
                new("most", MostAtOnce + 1),
            },
        };
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var told = new List<ToldEvent>();
        while (await rows.ReadAsync(cancel))
            told.Add(EventIn(rows, 0));
        return (now.Position, told.Count > MostAtOnce ? null : told);
    }

    private static ToldEvent EventIn(NpgsqlDataReader row, int first)
    {
        using var data = JsonDocument.Parse(row.GetString(first + 4));
        var credential = row.IsDBNull(first + 2) ? (Guid?)null : row.GetGuid(first + 2);
        return new ToldEvent(
            row.GetInt64(first),
            new LiveEvent(row.GetGuid(first + 1), credential, row.GetString(first + 3), data.RootElement.Clone())
        );
    }

    private static LiveSnapshot SnapshotIn(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetFieldValue<ulong>(2), new LivePosition(row.GetFieldValue<ulong>(1), row.GetInt64(3)));
}

/// <summary>A row of the table.</summary>
internal sealed record ToldEvent(long Number, LiveEvent Event);

/// <summary>What a look could see.</summary>
internal sealed record LiveSnapshot(string Text, ulong Xmax, LivePosition Position);

/// <summary>Up to where a reader has been told: every transaction below <paramref name="Xmin"/> is in it.</summary>
/// <param name="Xmin">The oldest transaction that was running.</param>
/// <param name="At">When, in seconds of Unix time by the database's clock.</param>
public sealed record LivePosition(ulong Xmin, long At)
{
    /// <summary>The id that the event carries and the browser sends back.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Xmin}-{At}");

    /// <summary>Null for what we never said.</summary>
    internal static LivePosition? TryRead(string text) =>
        text.Split('-') is [var xmin, var at]
        && ulong.TryParse(xmin, NumberStyles.None, CultureInfo.InvariantCulture, out var transaction)
        && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? new LivePosition(transaction, seconds)
            : null;
}
