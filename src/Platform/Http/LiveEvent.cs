using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SmartAI.Platform.Data;

namespace SmartAI.Platform.Http;

/// <summary>What a browser is told in the moment.</summary>
/// <param name="UserId">Whom it concerns.</param>
/// <param name="CredentialId">The one session it concerns, or null for all of the person's.</param>
/// <param name="Kind">The event's name on the stream: <c>session-ended</c>.</param>
/// <param name="Data">Its payload, small and free of secrets: it is kept for a day.</param>
public sealed record LiveEvent(Guid UserId, Guid? CredentialId, string Kind, JsonElement Data)
{
    internal const string Channel = "smartai_live";
}

/// <summary>Sends live events with a change.</summary>
public static class LiveEventExtensions
{
    /// <summary>Tells a person's open pages at the moment of the commit, on every node; a page that is away for less than a day is told when it comes back.</summary>
    public static Task TellAsync(
        this ModuleDbContext db,
        Guid userId,
        Guid? credentialId,
        string kind,
        object data,
        CancellationToken cancel
    ) =>
        db.TellAsync(
            [new LiveEvent(userId, credentialId, kind, JsonSerializer.SerializeToElement(data, JsonSerializerOptions.Web))],
            cancel
        );

    /// <inheritdoc cref="TellAsync(ModuleDbContext, Guid, Guid?, string, object, CancellationToken)"/>
    public static async Task TellAsync(this ModuleDbContext db, IReadOnlyList<LiveEvent> events, CancellationToken cancel)
    {
        if (events.Count == 0)
            return;
        // Nothing but the wake-up is in the notification: equal ones of a transaction leave as one.
        await db.Database.ExecuteSqlAsync(
            $"""
            with told as (
                insert into platform.live_events (user_id, credential_id, kind, data)
                select * from unnest({events.Select(e => e.UserId).ToArray()}, {events.Select(e => e.CredentialId).ToArray()},
                    {events.Select(e => e.Kind).ToArray()}, {events.Select(e => e.Data.GetRawText()).ToArray()}::jsonb[])
                returning 1)
            select pg_notify({LiveEvent.Channel}, '') from told limit 1
            """,
            cancel
        );
    }
}
