using SmartAI.Platform.Errors;

namespace SmartAI.Identity.Passwords;

/// <summary>
/// What a new password must be: length first, then hard to guess (NIST SP 800-63B-4, section 3.1.1.2; strength by zxcvbn). No rules of composition.
/// </summary>
internal static class PasswordRules
{
    internal const int MinLength = 10;
    internal const int MaxLength = 200;

    // zxcvbn's time grows faster than the text; what follows the first 64 characters cannot make a password weaker.
    private const int Looked = 64;

    /// <summary>Why the password is refused, or null. Names and addresses of the person count as easy to guess.</summary>
    internal static Error? Refuses(string password, params string[] personal)
    {
        var result = Zxcvbn.Zxcvbn.MatchPassword(
            password[..Math.Min(password.Length, Looked)],
            personal.SelectMany(p => p.Split('@', '.', ' ')).Where(p => p.Length > 2)
        );
        return result.Score switch
        {
            <= 1 => IdentityErrors.PasswordCommon,
            2 => IdentityErrors.PasswordWeak,
            _ => null,
        };
    }
}
