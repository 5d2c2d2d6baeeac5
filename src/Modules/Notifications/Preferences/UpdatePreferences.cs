using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Notifications.Data;
using SmartAI.Notifications.Inbox;
using SmartAI.Platform.Access;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Http;
using SmartAI.Platform.Notifications;
using SmartAI.Platform.Operations;
using SmartAI.Platform.Operations.OpenApi;

namespace SmartAI.Notifications.Preferences;

/// <summary>Replaces what one is told of, and how. What is left out goes back to its default.</summary>
internal static class UpdatePreferences
{
    internal sealed record PreferencesRequest(
        [property: RegularExpression(Times.Pattern), Example("22:00")] string? QuietFrom,
        [property: RegularExpression(Times.Pattern), Example("07:00")] string? QuietTo,
        [property: RegularExpression(Times.Pattern), Example("08:00")] string? DigestAt,
        [property: Length(0, 500)] IReadOnlyList<Chosen> Choices
    );

    internal sealed record Chosen(
        [property: Example("identity.person_joined")] string Kind,
        [property: Example("email")] string Channel,
        Choice Choice
    );

    internal static void Map(RouteGroupBuilder notifications) =>
        notifications
            .MapPut("/preferences", HandleAsync)
            .Operation(
                "notifications.preferences.update",
                "Change what you are told of, and how",
                "Takes everything at once: what is left out goes back to its default."
            )
            .RequiresSelf()
            .Fails(
                NotificationsErrors.UnknownKind,
                NotificationsErrors.UnknownChannel,
                NotificationsErrors.KindMandatory,
                NotificationsErrors.DigestNotPossible,
                NotificationsErrors.DigestTimeMissing,
                NotificationsErrors.QuietHoursEmpty,
                NotificationsErrors.ChosenTwice,
                PlatformErrors.Stale,
                PlatformErrors.ValidationFailed
            )
            .AsTool(ToolUse.AfterApproval);

    private static async Task<Results<Ok<PreferencesView>, ProblemHttpResult>> HandleAsync(
        PreferencesRequest request,
        IfMatch ifMatch,
        Caller caller,
        HttpResponse response,
        NotificationsDb db,
        Readers readers,
        Words words,
        Channels channels,
        CancellationToken cancel
    )
    {
        var reader = await readers.OfAsync(caller.UserId, cancel);
        var preference = await db.Preferences.SingleOrDefaultAsync(p => p.UserId == caller.UserId, cancel);
        if (ifMatch.Refuses(preference?.Version ?? 0, () => PreferencesView.Of(preference, reader, words, channels.Names)) is { } refused)
            return refused;
        if (Check(request, words, channels) is { } wrong)
            return wrong;

        if (preference is null)
            db.Add(preference = new Preference { UserId = caller.UserId });
        preference.QuietFrom = Times.Read(request.QuietFrom);
        preference.QuietTo = Times.Read(request.QuietTo);
        preference.DigestAt = Times.Read(request.DigestAt);
        var chosen = ChoiceJson.Write(
            request
                .Choices.GroupBy(c => c.Kind, StringComparer.Ordinal)
                .Select(kind => KeyValuePair.Create(kind.Key, kind.ToDictionary(c => c.Channel, c => c.Choice, StringComparer.Ordinal)))
        );
        // PostgreSQL writes JSON its own way: compared as it is stored, nothing would ever be the same.
        if (chosen != ChoiceJson.Write(preference.Chosen))
            preference.Choices = chosen;
        if (db.ChangeTracker.HasChanges())
        {
            db.Audit(NotificationsAudit.PreferencesUpdated, preference.UserId);
            await db.SaveChangesAsync(cancel);
        }

        response.Set(preference.Version);
        return TypedResults.Ok(PreferencesView.Of(preference, reader, words, channels.Names));
    }

    private static ProblemHttpResult? Check(PreferencesRequest request, Words words, Channels channels)
    {
        if (request.QuietFrom is null != request.QuietTo is null || (request.QuietFrom is not null && request.QuietFrom == request.QuietTo))
            return NotificationsErrors.QuietHoursEmpty.OnField("/quietTo");
        for (var at = 0; at < request.Choices.Count; at++)
        {
            var (chosen, pointer) = (request.Choices[at], $"/choices/{at}");
            if (chosen is null || words.Kinds.FirstOrDefault(k => k.Name == chosen.Kind) is not { } kind)
                return NotificationsErrors.UnknownKind.OnField($"{pointer}/kind");
            if (!channels.Names.Contains(chosen.Channel, StringComparer.Ordinal))
                return NotificationsErrors.UnknownChannel.OnField($"{pointer}/channel");
            if (request.Choices.Take(at).Any(c => c.Kind == chosen.Kind && c.Channel == chosen.Channel))
                return NotificationsErrors.ChosenTwice.OnField(pointer);
            if (kind.IsMandatory && chosen.Choice != Choice.Now && kind.DefaultChannels.Contains(chosen.Channel, StringComparer.Ordinal))
                return NotificationsErrors.KindMandatory.OnField($"{pointer}/choice");
            if (chosen.Choice == Choice.Digest && chosen.Channel != NotificationChannels.Email)
                return NotificationsErrors.DigestNotPossible.OnField($"{pointer}/choice");
            if (chosen.Choice == Choice.Digest && request.DigestAt is null)
                return NotificationsErrors.DigestTimeMissing.OnField("/digestAt");
        }
        return null;
    }
}
