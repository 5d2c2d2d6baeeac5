using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace SmartAI.Assistant.Providers;

/// <summary>Keeps keys so that the database alone opens none: the ring that protects them is wrapped by the installation's master key.</summary>
internal sealed class ProviderKeys(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("assistant.provider");

    internal string? Protect(string? key) => string.IsNullOrEmpty(key) ? null : _protector.Protect(key);

    /// <summary>The key, an empty text where a provider has none, or null if it was kept under another master key.</summary>
    internal string? Reveal(Provider provider)
    {
        try
        {
            return provider.ProtectedKey is null ? "" : _protector.Unprotect(provider.ProtectedKey);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
