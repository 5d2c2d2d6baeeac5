using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace SmartAI.Notifications.Email;

/// <summary>
/// What the links that turn mails off say: person, kind and channel, sealed so that nobody can make one for somebody else. They do not expire: a mail is
/// read when it is read, and all that such a link can do is to turn off.
/// </summary>
internal sealed class Unsubscribing(IDataProtectionProvider protection)
{
    /// <summary>Where mail programs post (RFC 8058).</summary>
    internal const string Path = "/api/v1/notifications/unsubscribe";

    /// <summary>The page for people.</summary>
    internal const string Page = "/unsubscribe";

    private readonly IDataProtector _protector = protection.CreateProtector("notifications.unsubscribe");

    internal string TokenFor(Guid userId, string kind, string channel) => _protector.Protect($"{userId:N} {kind} {channel}");

    internal (Guid UserId, string Kind, string Channel)? Read(string token)
    {
        try
        {
            return _protector.Unprotect(token).Split(' ') is [var user, var kind, var channel] ? (Guid.Parse(user), kind, channel) : null;
        }
        catch (Exception wrong) when (wrong is CryptographicException or FormatException or DecoderFallbackException)
        {
            return null;
        }
    }
}
