using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace SmartAI.Notifications.Webhooks;

/// <summary>Makes, keeps and uses the secrets of webhooks, as Standard Webhooks has it: <c>whsec_</c> and the key in base64; HMAC-SHA256.</summary>
internal sealed class WebhookSecrets(IDataProtectionProvider protection)
{
    private const string Prefix = "whsec_";

    private readonly IDataProtector _protector = protection.CreateProtector("notifications.webhook");

    internal static string NewSecret() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    internal string Protect(string text) => _protector.Protect(text);

    /// <exception cref="CryptographicException">The master key is another one by now.</exception>
    internal string Reveal(string kept) => _protector.Unprotect(kept);

    /// <summary>The header <c>webhook-signature</c>: one signature for each secret in force, the new one first.</summary>
    internal string Sign(Webhook webhook, string id, DateTimeOffset now, byte[] body)
    {
        var signed = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{now.ToUnixTimeSeconds()}."));
        byte[] content = [.. signed, .. body];
        IEnumerable<string> secrets =
        [
            Reveal(webhook.ProtectedSecret!),
            .. webhook is { PreviousProtectedSecret: { } previous, PreviousUntil: { } until } && until > now
                ? [Reveal(previous)]
                : (string[])[],
        ];
        return string.Join(
            ' ',
            secrets.Select(s => "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(s[Prefix.Length..]), content)))
        );
    }
}
