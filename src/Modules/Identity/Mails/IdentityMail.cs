using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using SmartAI.Identity.Account;
using SmartAI.Identity.Data;
using SmartAI.Identity.Users;
using SmartAI.Platform.Jobs;
using SmartAI.Platform.Mail;
using SmartAI.Platform.Settings;

namespace SmartAI.Identity.Mails;

internal enum MailPurpose
{
    Verification,
    AlreadyRegistered,
    PasswordReset,
    Invitation,
}

/// <summary>A mail to a person. It carries no secret: the link is made when the mail is written.</summary>
internal sealed record IdentityMail(Guid UserId, MailPurpose Purpose) : IJob
{
    public static string Kind => "identity.mail";
    public static JsonSerializerContext Json => IdentityJobs.Default;
    public static short Priority => 10;
}

/// <summary>The payloads of this module's jobs.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(IdentityMail))]
internal sealed partial class IdentityJobs : JsonSerializerContext;

internal sealed class IdentityMailHandler(IdentityDb db, Links links, IMailSender mails, PublicAddress address) : IJobHandler<IdentityMail>
{
    public async Task RunAsync(IdentityMail job, JobRun run, CancellationToken cancel)
    {
        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == job.UserId, cancel);
        if (user is null || !IsOwed(user, job.Purpose))
            return;

        var (purpose, page) = job.Purpose switch
        {
            MailPurpose.Verification => (LinkPurpose.Verification, "/verify"),
            MailPurpose.Invitation => (LinkPurpose.Invitation, "/accept-invitation"),
            _ => (LinkPurpose.PasswordReset, "/reset-password"),
        };
        var token = await links.MakeAsync(user.Id, purpose, cancel);
        await db.SaveChangesAsync(cancel);
        // The link must be in the database before somebody can click it; a second attempt after a crash makes a new one.
        await run.CommitAsync(cancel);
        var texts = MailTexts.In(user.Language, job.Purpose);
        await mails.SendAsync(
            MailTemplate.Build(
                user.Email,
                user.Language.ToString().ToLowerInvariant(),
                texts.Subject,
                [string.Format(CultureInfo.InvariantCulture, CompositeFormat.Parse(texts.Greeting), user.DisplayName), texts.Text],
                new MailAction(texts.Action, address.Link($"{page}?token={token}")),
                texts.Closing
            ),
            cancel
        );
    }

    /// <summary>What has been settled meanwhile is not mailed any more, and nobody is helped to sign in who may not.</summary>
    private static bool IsOwed(User user, MailPurpose purpose) =>
        purpose switch
        {
            MailPurpose.Verification => user.Status == UserStatus.Unverified,
            MailPurpose.Invitation => user.Status == UserStatus.Invited,
            MailPurpose.PasswordReset => user.Status is UserStatus.Active or UserStatus.Unverified,
            _ => user.Status == UserStatus.Active,
        };
}

/// <summary>The words of a mail in one language.</summary>
internal sealed record MailTexts(string Subject, string Greeting, string Text, string Action, string Closing)
{
    internal static MailTexts In(Language language, MailPurpose purpose)
    {
        using var stream = typeof(MailTexts).Assembly.GetManifestResourceStream(
            $"SmartAI.Identity.Mails.{language.ToString().ToLowerInvariant()}.json"
        )!;
        return JsonSerializer.Deserialize<Dictionary<MailPurpose, MailTexts>>(stream, JsonSerializerOptions.Web)![purpose];
    }
}
