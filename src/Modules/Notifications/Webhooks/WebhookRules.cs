using System.Net;
using Microsoft.AspNetCore.Http.HttpResults;
using SmartAI.Notifications.Inbox;

namespace SmartAI.Notifications.Webhooks;

/// <summary>What a webhook may be. Names are looked up when something is sent; here only what is plain already is refused.</summary>
internal sealed class WebhookRules(AddressGuard guard, Words words)
{
    internal (Uri? Url, ProblemHttpResult? Wrong) Read(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
        && url is { UserInfo: "", Fragment: "", Host.Length: > 0 }
        && (
            IPAddress.TryParse(url.Host.Trim('[', ']'), out var address)
                ? guard.Permits(address, url.Scheme)
                : url.Scheme == Uri.UriSchemeHttps && !url.IsLoopback
        )
            ? (url, null)
            : (null, NotificationsErrors.WebhookUrlRefused.OnField("/url"));

    internal ProblemHttpResult? Refuses(string[]? kinds)
    {
        var unknown = kinds is null ? -1 : Array.FindIndex(kinds, k => !words.Kinds.Any(known => known.Name == k));
        return unknown < 0 ? null : NotificationsErrors.UnknownKind.OnField($"/kinds/{unknown}");
    }

    internal static string OriginOf(Uri url) => url.GetLeftPart(UriPartial.Authority);
}
