using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmartAI.Platform.Access;
using SmartAI.Platform.Data;
using SmartAI.Platform.Lists;
using SmartAI.Platform.Operations;

namespace SmartAI.Platform.Audit;

/// <summary>Writes the entries that stand outside of a change: refusals, failures, exports, and reads through the assistant and MCP.</summary>
internal sealed class AuditTrail(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>Records a read that is worth a line: an export, or one that a program made in a person's name.</summary>
    internal async Task ReadAsync(HttpContext http, OperationContext operation, OperationInfo info)
    {
        var export = http.Features.Get<ExportFeature>();
        if (operation.Caller is null || (export is null && operation.Face is not (Face.Mcp or Face.Assistant)))
            return;

        var succeeded = http.Response.StatusCode < 400;
        var action = export is null || !succeeded ? info.Name.Id : $"{info.Name.Id[..info.Name.Id.LastIndexOf('.')]}.exported";
        var (type, id, name) = operation.Subject ?? default;
        var draft = new AuditDraft(new AuditAction(action, type), id, name);
        if (export is not null)
            draft.Changed("format", null, export.Format);
        await WriteAsync(draft.ToEntry(operation, clock, succeeded ? Outcome.Succeeded : Outcome.Failed));
    }

    /// <summary>Records that a change was not made, after its roll-back.</summary>
    internal Task NotDoneAsync(OperationContext operation, OperationInfo info, Answer answer) =>
        NotDoneAsync(operation, info.Name.Id, answer.Status, CodeIn(answer));

    /// <inheritdoc cref="NotDoneAsync(OperationContext, OperationInfo, Answer)"/>
    internal async Task NotDoneAsync(OperationContext operation, string action, int status, string? code)
    {
        // A guesser must not be able to fill the trail: the first refusal of a minute is an entry, the rest are a count.
        if (operation.Caller is null && await CountAsync(operation) > 1)
            return;
        var outcome = status is 401 or 403 or 429 ? Outcome.Refused : Outcome.Failed;
        var (type, id, name) = operation.Subject ?? default;
        await WriteAsync(new AuditDraft(new AuditAction(action, type), id, name).ToEntry(operation, clock, outcome, code));
    }

    /// <summary>How many refusals of this kind, about the same account, the anonymous address had in this minute, with this one.</summary>
    private async Task<int> CountAsync(OperationContext operation)
    {
        var minute = clock.GetUtcNow().UtcDateTime;
        minute = minute.AddTicks(-(minute.Ticks % TimeSpan.TicksPerMinute));
        var subject = $"{operation.Operation} {operation.Address} {operation.Subject?.Id}";
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var counts = await db
            .Database.SqlQuery<int>(
                $"""
                insert into platform.refusal_counts as c (minute, subject, count) values ({minute}, {subject}, 1)
                on conflict (minute, subject) do update set count = c.count + 1 returning count as "Value"
                """
            )
            .ToListAsync();
        return counts[0];
    }

    // Not the request's cancellation: a caller who hangs up does not take the record with them.
    private async Task WriteAsync(AuditEntry entry)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        db.Add(entry);
        await db.SaveChangesAsync(CancellationToken.None);
    }

    private static string? CodeIn(Answer answer)
    {
        if (answer.ContentType?.Contains("json", StringComparison.Ordinal) != true || answer.Body.Length == 0)
            return null;
        using var body = JsonDocument.Parse(answer.Body);
        return body.RootElement.ValueKind == JsonValueKind.Object && body.RootElement.TryGetProperty("code", out var code)
            ? code.GetString()
            : null;
    }
}
