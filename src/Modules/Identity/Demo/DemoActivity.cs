using System.Text.Json;
using Bogus;
using Microsoft.EntityFrameworkCore;
using SmartAI.Identity.Data;
using SmartAI.Identity.Users;
using SmartAI.Platform;
using SmartAI.Platform.Access;
using SmartAI.Platform.Audit;
using SmartAI.Platform.Operations.Maintenance;

namespace SmartAI.Identity.Demo;

/// <summary>A month of what the demonstration's people did, in the audit trail. Every entry carries the same request id, which no real request can have.</summary>
internal sealed class DemoActivity(IdentityDb db, TimeProvider clock) : IDemoData
{
    internal const string RequestId = "demo";
    private const int Most = 2000;

    private static readonly string[] Clients =
    [
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 15_1) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
    ];

    public async Task FillAsync(int people, CancellationToken cancel)
    {
        var actors = await db
            .Users.Where(u => u.IsDemo && u.Status == UserStatus.Active)
            .OrderBy(u => u.Id)
            .Take(200)
            .Select(u => new { u.Id, u.DisplayName })
            .ToListAsync(cancel);
        if (actors.Count == 0)
            return;
        var random = new Randomizer(20_260_102);
        var now = clock.GetUtcNow();
        var entries = new List<AuditEntry>();
        for (var n = 0; n < Math.Min(Most, people * 8); n++)
        {
            var actor = random.ListItem(actors);
            var kind = random.WeightedRandom(["in", "out", "wrong", "profile"], [0.6f, 0.22f, 0.1f, 0.08f]);
            var (operation, action, outcome, code) = kind switch
            {
                "in" => ("identity.session.sign_in", IdentityAudit.SessionStarted.Name, Outcome.Succeeded, (string?)null),
                "out" => ("identity.session.sign_out", IdentityAudit.SessionEnded.Name, Outcome.Succeeded, null),
                "wrong" => (
                    "identity.session.sign_in",
                    "identity.session.sign_in",
                    Outcome.Refused,
                    IdentityErrors.InvalidCredentials.Code
                ),
                _ => ("identity.me.update", IdentityAudit.Updated.Name, Outcome.Succeeded, null),
            };
            entries.Add(
                new AuditEntry
                {
                    Id = Ids.New(clock),
                    OccurredAt = now.AddMinutes(-random.Double(1, 60 * 24 * 30)),
                    Face = Face.Web,
                    Operation = operation,
                    Action = action,
                    Outcome = outcome,
                    Code = code,
                    ActorId = outcome == Outcome.Succeeded ? actor.Id : null,
                    ActorName = outcome == Outcome.Succeeded ? actor.DisplayName : null,
                    TargetType = "identity.user",
                    TargetId = actor.Id.ToString(),
                    TargetName = actor.DisplayName,
                    RequestId = RequestId,
                    Address = $"192.0.2.{random.Int(1, 254)}", // TEST-NET-1, RFC 5737: nobody's address
                    Client = random.ArrayElement(Clients),
                    Changes =
                        kind == "profile"
                            ? JsonSerializer.SerializeToDocument(
                                new[] { new FieldChange("timeZone", "UTC", "Europe/Madrid") },
                                JsonSerializerOptions.Web
                            )
                            : null,
                }
            );
        }

        db.AddRange(entries);
        await db.SaveChangesAsync(cancel);
    }

    public async Task RemoveAsync(CancellationToken cancel) =>
        await db.AuditEntries.Where(e => e.RequestId == RequestId).ExecuteDeleteAsync(cancel);
}
