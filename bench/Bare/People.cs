using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Npgsql;

namespace SmartAI.Bench;

/// <summary>The platform's reads in its own SQL, and one change: a single INSERT.</summary>
internal sealed class People(NpgsqlDataSource database)
{
    // One more than Limit, as a constant, as the platform has it: PostgreSQL plans a parameter anew each time.
    private const string List = """
        SELECT u1.id, u1.email, u1.display_name, u1.status, u1.roles, u1.created_at, u0.last_seen_at
        FROM (
            SELECT u.id, u.created_at, u.display_name, u.email, u.roles, u.status
            FROM identity.users AS u
            WHERE u.status = ANY ($1) AND (u.created_at, u.id) < ($2, $3)
            ORDER BY u.created_at DESC, u.id DESC
            LIMIT 51
        ) AS u1
        LEFT JOIN identity.user_activity AS u0 ON u1.id = u0.user_id
        ORDER BY u1.created_at DESC, u1.id DESC
        """;

    private const int Limit = 50;

    private const string One = """
        SELECT u.id, u.email, u.display_name, u.status, u.roles, u.created_at, u0.last_seen_at, u.lock_reason, u.locked_at, u.language, u.time_zone, u.xmin
        FROM identity.users AS u
        LEFT JOIN identity.user_activity AS u0 ON u.id = u0.user_id
        WHERE u.id = $1
        LIMIT 2
        """;

    internal async Task PrepareAsync()
    {
        await using var command = database.CreateCommand(
            "create schema if not exists bench; create table if not exists bench.changes (id uuid primary key, name text not null, made_at timestamptz not null)"
        );
        await command.ExecuteNonQueryAsync();
    }

    /// <summary><c>GET /people?status=Active&amp;cursor=...</c></summary>
    internal async Task ListAsync(HttpContext http)
    {
        var (query, cancel) = (http.Request.Query, http.RequestAborted);
        var place = query["cursor"].ToString() is { Length: > 0 } cursor
            ? Encoding.ASCII.GetString(Base64Url.DecodeFromChars(cursor)).Split(' ')
            : null;
        await using var command = database.CreateCommand(List);
        command.Parameters.AddWithValue(query["status"].ToArray());
        command.Parameters.AddWithValue(
            place is null
                ? DateTime.MaxValue.ToUniversalTime()
                : new DateTime(long.Parse(place[0], CultureInfo.InvariantCulture), DateTimeKind.Utc)
        );
        command.Parameters.AddWithValue(place is null ? Guid.AllBitsSet : Guid.Parse(place[1]));

        var items = new List<Person>(Limit + 1);
        await using (var reader = await command.ExecuteReaderAsync(cancel))
            while (await reader.ReadAsync(cancel))
                items.Add(Read(reader));
        string? next = null;
        if (items.Count > Limit)
        {
            items.RemoveAt(Limit);
            var last = items[^1];
            next = Base64Url.EncodeToString(
                Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{last.CreatedAt.UtcTicks} {last.Id}"))
            );
        }

        await http.Response.WriteAsJsonAsync(new Page(items, next, null), BareJson.Default.Page, cancellationToken: cancel);
    }

    /// <summary><c>GET /people/{id}</c></summary>
    internal async Task GetAsync(HttpContext http, Guid id)
    {
        await using var command = database.CreateCommand(One);
        command.Parameters.AddWithValue(id);
        await using var reader = await command.ExecuteReaderAsync(http.RequestAborted);
        if (!await reader.ReadAsync(http.RequestAborted))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var person = PersonDetail.Of(
            Read(reader),
            reader.IsDBNull(7) ? null : reader.GetString(7),
            reader.IsDBNull(8) ? null : reader.GetFieldValue<DateTimeOffset>(8),
            reader.GetString(9),
            reader.GetString(10)
        );
        http.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{reader.GetFieldValue<uint>(11)}\"");
        await reader.CloseAsync();
        await http.Response.WriteAsJsonAsync(person, BareJson.Default.PersonDetail, cancellationToken: http.RequestAborted);
    }

    /// <summary><c>POST /change</c>: one row, committed.</summary>
    internal async Task ChangeAsync(HttpContext http)
    {
        var change = (await http.Request.ReadFromJsonAsync(BareJson.Default.Change, http.RequestAborted))!;
        var made = new Made(Guid.CreateVersion7(), change.Name, DateTimeOffset.UtcNow);
        await using var command = database.CreateCommand("insert into bench.changes (id, name, made_at) values ($1, $2, $3)");
        command.Parameters.AddWithValue(made.Id);
        command.Parameters.AddWithValue(made.Name);
        command.Parameters.AddWithValue(made.MadeAt);
        await command.ExecuteNonQueryAsync(http.RequestAborted);
        http.Response.StatusCode = StatusCodes.Status201Created;
        await http.Response.WriteAsJsonAsync(made, BareJson.Default.Made, cancellationToken: http.RequestAborted);
    }

    private static Person Read(NpgsqlDataReader row) =>
        new(
            row.GetGuid(0),
            row.GetString(1),
            row.GetString(2),
            row.GetString(3).ToLowerInvariant(),
            row.GetFieldValue<string[]>(4),
            row.GetFieldValue<DateTimeOffset>(5),
            row.IsDBNull(6) ? null : row.GetFieldValue<DateTimeOffset>(6)
        );
}
