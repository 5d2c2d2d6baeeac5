using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace SmartAI.Bench;

/// <summary>Checks a personal access token as the platform does: by its hash, known for 30 seconds.</summary>
internal sealed class Tokens(NpgsqlDataSource database)
{
    private const string Bearer = "Bearer ";
    private readonly ConcurrentDictionary<string, DateTimeOffset> _known = new(StringComparer.Ordinal);

    internal async ValueTask<bool> KnowsAsync(string authorization, CancellationToken cancel)
    {
        if (!authorization.StartsWith(Bearer, StringComparison.Ordinal))
            return false;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(authorization[Bearer.Length..]));
        var key = Convert.ToBase64String(hash);
        var now = DateTimeOffset.UtcNow;
        if (_known.TryGetValue(key, out var until) && now < until)
            return true;

        await using var command = database.CreateCommand(
            """
            select t.scopes, u.roles from identity.access_tokens t join identity.users u on u.id = t.user_id
            where t.secret_hash = $1 and t.expires_at > $2 and u.status = 'Active'
            """
        );
        command.Parameters.AddWithValue(hash);
        command.Parameters.AddWithValue(now);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        if (!await reader.ReadAsync(cancel))
            return false;
        _known[key] = now.AddSeconds(30);
        return true;
    }
}
