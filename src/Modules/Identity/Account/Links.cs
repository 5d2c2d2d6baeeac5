using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using SmartAI.Identity.Data;
using SmartAI.Identity.Guessing;
using SmartAI.Platform;

namespace SmartAI.Identity.Account;

/// <summary>Makes and spends one-time links.</summary>
internal sealed class Links(IdentityDb db, Guesses guesses, TimeProvider clock)
{
    /// <summary>Replaces the person's earlier links of this purpose; the caller saves. Returns the secret for the mail.</summary>
    internal async Task<string> MakeAsync(Guid userId, LinkPurpose purpose, CancellationToken cancel)
    {
        await db.Links.Where(l => l.UserId == userId && l.Purpose == purpose).ExecuteDeleteAsync(cancel);
        var secret = Ids.NewSecret();
        db.Add(
            new OneTimeLink
            {
                Id = Ids.New(clock),
                UserId = userId,
                Purpose = purpose,
                SecretHash = Ids.Hash(secret),
                ExpiresAt = clock.GetUtcNow() + OneTimeLink.Lifetime(purpose),
            }
        );
        return secret;
    }

    /// <summary>
    /// Takes the link out, in the operation's transaction: of two who use it at once one gets it. Null for a link that was used, has expired or never was.
    /// </summary>
    internal async Task<OneTimeLink?> SpendAsync(string token, LinkPurpose purpose, CancellationToken cancel)
    {
        var hash = Ids.Hash(token);
        var now = clock.GetUtcNow();
        var link = await db
            .Links.AsNoTracking()
            .SingleOrDefaultAsync(l => l.SecretHash == hash && l.Purpose == purpose && l.ExpiresAt > now, cancel);
        if (link is null || await db.Links.Where(l => l.Id == link.Id).ExecuteDeleteAsync(cancel) == 0)
            return null;
        return link;
    }

    /// <summary>The seconds that this address must wait, because it tried too many links that were none.</summary>
    internal Task<int?> WaitAsync(HttpContext http, CancellationToken cancel) => guesses.WaitAsync(SubjectsOf(http), cancel);

    /// <summary>Notes a link that was none.</summary>
    internal Task CountAsync(HttpContext http) => guesses.CountAsync(SubjectsOf(http));

    private static (string, int)[] SubjectsOf(HttpContext http) => [($"link {http.Connection.RemoteIpAddress}", 30)];
}
