using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmartAI.Platform.Data;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Operations;

namespace SmartAI.Platform.Http;

/// <summary>
/// Idempotency-Key on the JSON POSTs of a signed-in caller (draft-ietf-httpapi-idempotency-key-header): a repeat gets the first answer. The key is
/// claimed in the change's own transaction, so a crash leaves neither; it is kept for 24 hours, and answers of 5xx are not kept.
/// </summary>
internal sealed class IdempotentAnswers(IDataProtectionProvider protection, IServiceScopeFactory scopes, TimeProvider clock)
{
    internal const string Header = "Idempotency-Key";
    private readonly IDataProtector _protector = protection.CreateProtector("http.idempotency");

    internal async Task<ClaimedKey> ClaimAsync(HttpContext http, OperationContext operation, ModuleDbContext? context)
    {
        if (context is null || operation.Caller is not { } caller)
            return ClaimedKey.None;
        // A tool call has a key whatever its method: what was approved runs once, also where a worker dies between the change and its own end.
        if (!HttpMethods.IsPost(http.Request.Method) && http.Features.Get<FaceFeature>() is null)
            return ClaimedKey.None;
        if (http.Request.Headers[Header].ToString() is not { Length: > 0 } key)
            return ClaimedKey.None;
        if (key.Length > 200 || key.Any(c => c is < '!' or > '~'))
            return await EndAsync(http, PlatformErrors.InvalidKey);

        var hash = HashOf(http);
        await context.BeginAsync(http.RequestAborted);
        // The lock ends with the transaction: held by the first call while it runs, by nobody once it has ended in any way.
        var name = $"{caller.UserId} {operation.Operation} {key}";
        var free = await context
            .Database.SqlQuery<bool>($"select pg_try_advisory_xact_lock(hashtextextended({name}, 1)) as \"Value\"")
            .SingleAsync(http.RequestAborted);
        if (!free)
            return await EndAsync(http, PlatformErrors.KeyInProgress);

        var kept = await context
            .Set<IdempotentAnswer>()
            .AsNoTracking()
            .SingleOrDefaultAsync(
                a => a.CallerId == caller.UserId && a.Operation == operation.Operation && a.Key == key,
                http.RequestAborted
            );
        if (kept is null || kept.CreatedAt < clock.GetUtcNow().AddHours(-24))
        {
            if (kept is not null)
                await context
                    .Set<IdempotentAnswer>()
                    .Where(a => a.CallerId == caller.UserId && a.Operation == operation.Operation && a.Key == key)
                    .ExecuteDeleteAsync(http.RequestAborted);
            return new ClaimedKey(caller.UserId, key, hash);
        }

        if (!CryptographicOperations.FixedTimeEquals(kept.RequestHash, hash))
            return await EndAsync(http, PlatformErrors.KeyReused);
        return ClaimedKey.None with { Ended = true, Replay = JsonSerializer.Deserialize<Answer>(_protector.Unprotect(kept.Answer)) };
    }

    /// <summary>Keeps the answer with the change. Saved here: the handler's own save is over by now.</summary>
    internal async Task KeepAsync(
        ModuleDbContext context,
        OperationContext operation,
        ClaimedKey key,
        Answer answer,
        CancellationToken cancel
    )
    {
        context.Add(Row(operation, key, answer));
        await context.SaveChangesAsync(cancel);
    }

    /// <summary>Keeps a refusal or failure too: the change's transaction is gone by then, so this is one of its own.</summary>
    internal async Task KeepFailureAsync(OperationContext operation, ClaimedKey key, Answer answer)
    {
        if (answer.Status >= 500)
            return;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        db.Add(Row(operation, key, answer));
        await db.SaveChangesAsync(CancellationToken.None);
    }

    private IdempotentAnswer Row(OperationContext operation, ClaimedKey key, Answer answer) =>
        new()
        {
            CallerId = key.CallerId,
            Operation = operation.Operation,
            Key = key.Key,
            RequestHash = key.RequestHash,
            Status = answer.Status,
            Answer = _protector.Protect(JsonSerializer.SerializeToUtf8Bytes(answer)),
            CreatedAt = clock.GetUtcNow(),
        };

    private static async Task<ClaimedKey> EndAsync(HttpContext http, Error error)
    {
        await error.ToProblem().ExecuteAsync(http);
        return ClaimedKey.None with { Ended = true };
    }

    /// <summary>The path belongs to it: the same key on another person's address is another request.</summary>
    private static byte[] HashOf(HttpContext http)
    {
        var body = http.Features.Get<JsonBody>()?.Bytes ?? [];
        return SHA256.HashData([.. Encoding.UTF8.GetBytes($"{http.Request.Path}{http.Request.QueryString}\n"), .. body]);
    }
}

/// <summary>What a claim came to: nothing to do, a key to keep the answer under, or the end: <see cref="Replay"/>, or what was just written.</summary>
internal sealed record ClaimedKey(Guid CallerId, string Key, byte[] RequestHash)
{
    internal static ClaimedKey None { get; } = new(Guid.Empty, "", []);

    internal bool Ended { get; init; }
    internal Answer? Replay { get; init; }
    internal bool IsClaimed => Key.Length > 0;
}
