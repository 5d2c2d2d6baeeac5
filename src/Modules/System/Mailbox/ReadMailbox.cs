using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Mail;
using SmartAI.Platform.Operations;

namespace SmartAI.SystemModule.Mailbox;

/// <summary>Shows the mails that were not sent, on the machine that the server runs on only: they hold one-time links.</summary>
internal static class ReadMailbox
{
    internal static void Map(RouteGroupBuilder api) =>
        api.MapGet("/development/mailbox", HandleAsync)
            .Operation(
                "system.mailbox.list",
                "Read the development mailbox",
                "Mapped on the embedded start only, and answers loopback callers only."
            )
            .AllowsAnyone("It is read before anybody is signed in; only on the same machine, with the embedded database and without SMTP.")
            .Fails(PlatformErrors.NotFound);

    private static async Task<Results<Ok<MailList>, ProblemHttpResult>> HandleAsync(
        string? to,
        HttpContext http,
        MailboxSender mailbox,
        CancellationToken cancel
    )
    {
        // A forwarded request comes from somewhere else, whatever its last hop is.
        var local = http.Connection.RemoteIpAddress is { } peer && IPAddress.IsLoopback(peer);
        if (!local || !IsLoopbackName(http.Request.Host.Host) || http.Request.Headers.Keys.Any(IsOfProxy))
            return PlatformErrors.NotFound.ToProblem();
        var mails = await mailbox.ReadAsync(to, cancel);
        return TypedResults.Ok(new MailList([.. mails.Select(m => new Mail(m.To, m.Subject, m.Text, m.Html, m.SentAt))]));
    }

    private static bool IsOfProxy(string header) =>
        header.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
        || Array.Exists(["Forwarded", "X-Real-IP", "Via"], name => name.Equals(header, StringComparison.OrdinalIgnoreCase));

    private static bool IsLoopbackName(string host) =>
        host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}

/// <summary>A mail as it would have been sent.</summary>
internal sealed record Mail(string To, string Subject, string Text, string Html, DateTimeOffset SentAt);

/// <summary>Newest first.</summary>
internal sealed record MailList(IReadOnlyList<Mail> Items);
