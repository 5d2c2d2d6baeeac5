using Microsoft.EntityFrameworkCore;
using SmartAI.Assistant.Data;
using SmartAI.Platform.Operations.Maintenance;

namespace SmartAI.Assistant.Conversations;

/// <summary>Removes temporary conversations a day after their last message, and the pieces of answers that ended an hour ago.</summary>
internal sealed class ConversationUpkeep(AssistantDb db, TimeProvider clock) : IUpkeep
{
    public async Task RunAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var (day, hour) = (now.AddDays(-1), now.AddHours(-1));
        await db.Conversations.Where(c => c.IsTemporary && c.UpdatedAt < day).OrderBy(c => c.Id).Take(1000).ExecuteDeleteAsync(cancel);
        await db.Pieces.Where(p => db.Runs.Any(r => r.Id == p.RunId && r.EndedAt != null && r.EndedAt < hour)).ExecuteDeleteAsync(cancel);
    }
}
