using System.Text.RegularExpressions;

namespace SmartAI.Assistant.Safety;

/// <summary>Takes keys, tokens and passwords out of what leaves the installation, also where somebody pasted one.</summary>
internal static partial class Secrets
{
    internal const string Stars = "***";

    /// <summary>The text with what looks like a secret masked.</summary>
    internal static string Mask(string text) => Named().Replace(Block().Replace(Token().Replace(text, Stars), Stars), $"$1{Stars}");

    // Prefixes that makers give their keys so that they can be found. The head of a JWT has an end: without one, many beginnings would each be looked at to the
    // end of the text.
    [GeneratedRegex(
        @"\b(sai_[a-z]{2,10}_|sk-|sk_live_|rk_live_|gh[pousr]_|github_pat_|glpat-|xox[abpors]-|AKIA|ASIA|AIza|ya29\.|hf_|npm_|SG\.|eyJ[A-Za-z0-9_-]{8,1024}\.eyJ)[A-Za-z0-9_\-.]{8,}",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Token();

    [GeneratedRegex(@"-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|\z)", RegexOptions.ExplicitCapture)]
    private static partial Regex Block();

    // "password: x", "api_key=x", and members of JSON that are called so.
    [GeneratedRegex(
        """((?:password|passwort|contraseña|mot de passe|passphrase|secret|api[_-]?key|access[_-]?key|token)["']?\s*[:=]\s*["']?)([^\s"',;}{]{4,})""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Named();
}
