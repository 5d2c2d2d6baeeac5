using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Identity.Contracts;
using SmartAI.Notifications.Data;
using SmartAI.Notifications.Inbox;
using SmartAI.Notifications.Preferences;
using SmartAI.Platform.Notifications;
using SmartAI.Platform.Operations;

namespace SmartAI.Notifications.Email;

/// <summary>Turns mails of a kind off with the link that stands in them, without signing in (RFC 8058).</summary>
internal static class Unsubscribe
{
    internal sealed record Response(string Kind, string KindName, string Channel, string ChannelName, bool IsOff);

    internal static void Map(RouteGroupBuilder notifications)
    {
        notifications
            .MapGet("/unsubscribe", ReadAsync)
            .Operation(
                "notifications.unsubscription.get",
                "Read what an unsubscribe link turns off",
                "Changes nothing: programs that look at every link in a mail must not turn anything off. A browser is sent to the page that asks."
            )
            .AllowsAnyone("The link in the mail is the proof, and it can only turn something off.")
            .Fails(NotificationsErrors.LinkInvalid)
            .Produces(StatusCodes.Status302Found);
        notifications
            .MapPost("/unsubscribe", HandleAsync)
            .Operation(
                "notifications.unsubscription.create",
                "Turn mails of a kind off with the link in them",
                "One click, as RFC 8058 has it; a repeat changes nothing."
            )
            .AllowsAnyone("The link in the mail is the proof, and it can only turn something off.")
            .Fails(NotificationsErrors.LinkInvalid);
    }

    private static async Task<Results<Ok<Response>, RedirectHttpResult, ProblemHttpResult>> ReadAsync(
        [StringLength(1000)] string token,
        HttpRequest request,
        NotificationsDb db,
        Readers readers,
        Words words,
        Unsubscribing unsubscribing,
        CancellationToken cancel
    )
    {
        if (request.GetTypedHeaders().Accept.Any(type => type.MediaType == "text/html"))
            return TypedResults.Redirect($"{Unsubscribing.Page}?token={Uri.EscapeDataString(token)}");
        if (unsubscribing.Read(token) is not var (userId, kind, channel))
            return NotificationsErrors.LinkInvalid.ToProblem();
        var preference = await db.Preferences.AsNoTracking().SingleOrDefaultAsync(p => p.UserId == userId, cancel);
        return TypedResults.Ok(await ShowAsync(userId, kind, channel, IsOff(preference, words, kind, channel), readers, words, cancel));
    }

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        [StringLength(1000)] string token,
        NotificationsDb db,
        IPeople people,
        Readers readers,
        Words words,
        Unsubscribing unsubscribing,
        CancellationToken cancel
    )
    {
        if (unsubscribing.Read(token) is not var (userId, kind, channel) || await people.FindAsync([userId], cancel) is not [var person])
            return NotificationsErrors.LinkInvalid.ToProblem();
        var preference = await db.Preferences.SingleOrDefaultAsync(p => p.UserId == userId, cancel);
        if (!IsOff(preference, words, kind, channel))
        {
            if (preference is null)
                db.Add(preference = new Preference { UserId = userId });
            TurnOff(preference, words, kind, channel);
            db.Audit(NotificationsAudit.Unsubscribed, userId).By(userId, person.Name);
            await db.SaveChangesAsync(cancel);
        }
        return TypedResults.Ok(await ShowAsync(userId, kind, channel, isOff: true, readers, words, cancel));
    }

    /// <summary>The digest's own link turns off whatever is gathered into it.</summary>
    private static IEnumerable<NotificationKind> KindsOf(Preference? preference, Words words, string kind, string channel) =>
        words.Kinds.Where(k =>
            kind == NotificationsKinds.Digest.Name ? preference.For(k, channel) == Choice.Digest : k.Name == kind && !k.IsMandatory
        );

    private static bool IsOff(Preference? preference, Words words, string kind, string channel) =>
        KindsOf(preference, words, kind, channel).All(k => preference.For(k, channel) == Choice.Off);

    private static void TurnOff(Preference preference, Words words, string kind, string channel)
    {
        var chosen = preference.Chosen;
        foreach (var each in KindsOf(preference, words, kind, channel))
        {
            chosen.TryAdd(each.Name, new(StringComparer.Ordinal));
            chosen[each.Name][channel] = Choice.Off;
        }
        preference.Choices = ChoiceJson.Write(chosen);
    }

    private static async Task<Response> ShowAsync(
        Guid userId,
        string kind,
        string channel,
        bool isOff,
        Readers readers,
        Words words,
        CancellationToken cancel
    )
    {
        var language = (await readers.OfAsync(userId, cancel)).Language;
        return new Response(kind, words.Of(kind, language).Name, channel, words.ChannelName(channel, language), isOff);
    }
}
