using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Identity.Data;
using SmartAI.Identity.Sessions;
using SmartAI.Identity.Users;
using SmartAI.Platform.Access;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Http;
using SmartAI.Platform.Operations;

namespace SmartAI.Identity.Me;

/// <summary>Changes one's own name and preferences. JSON Merge Patch: what is not named stays.</summary>
internal static class UpdateMe
{
    internal sealed record Request(
        [property: StringLength(User.MaxName, MinimumLength = 1), RegularExpression(User.NamePattern)] string? DisplayName,
        Language? Language,
        [property: StringLength(64)] string? TimeZone,
        Theme? Theme,
        Density? Density
    );

    internal static void Map(RouteGroupBuilder me) =>
        me.MapPatch("/", HandleAsync)
            .Operation("identity.me.update", "Change your own name and preferences")
            .RequiresSelf()
            .Fails(IdentityErrors.UnknownTimeZone, PlatformErrors.Stale)
            .AsTool(ToolUse.AfterApproval);

    private static async Task<Results<Ok<Me>, ProblemHttpResult>> HandleAsync(
        Request request,
        IfMatch ifMatch,
        Caller caller,
        HttpResponse response,
        IdentityDb db,
        CancellationToken cancel
    )
    {
        var user = await db.Users.SingleAsync(u => u.Id == caller.UserId, cancel);
        if (ifMatch.Refuses(user.Version, () => Me.Of(user)) is { } refused)
            return refused;
        if (request.TimeZone is not null && !TimeZones.IsKnown(request.TimeZone))
            return IdentityErrors.UnknownTimeZone.OnField("/timeZone");

        user.DisplayName = request.DisplayName?.Trim() ?? user.DisplayName;
        user.Language = request.Language ?? user.Language;
        user.TimeZone = request.TimeZone ?? user.TimeZone;
        user.Theme = request.Theme ?? user.Theme;
        user.Density = request.Density ?? user.Density;
        if (db.ChangeTracker.HasChanges())
        {
            db.Audit(IdentityAudit.Updated, user.Id, user.DisplayName);
            await db.SaveChangesAsync(cancel);
            await db.ForgetCallerAsync(user.Id, cancel);
        }

        response.Set(user.Version);
        return TypedResults.Ok(Me.Of(user));
    }
}

/// <summary>Time zones by their IANA names, which browsers and PostgreSQL know alike.</summary>
internal static class TimeZones
{
    internal static bool IsKnown(string name) =>
        (name == "UTC" || name.Contains('/', StringComparison.Ordinal)) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out _);
}
