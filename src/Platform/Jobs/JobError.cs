using System.Text.RegularExpressions;

namespace SmartAI.Platform.Jobs;

/// <summary>Makes the texts that operators read, such as <c>last_error</c>: bounded, and without addresses of people.</summary>
internal static partial class JobError
{
    private const int MaxLength = 500;

    internal static string Describe(Exception failure) =>
        Storable(failure is PermanentJobFailure ? failure.Message : $"{failure.GetType().Name}: {failure.Message}", MaxLength);

    internal static string Storable(string text, int maxLength)
    {
        var bounded = text.Length > maxLength ? text[..maxLength] : text;
        // PostgreSQL's text takes no NUL; half of a surrogate pair would be left where the cut falls into one.
        var storable = bounded.Replace('\0', ' ').TrimEnd('\uD800', '\uDBFF');
        return Address().Replace(storable, "•••");
    }

    [GeneratedRegex(@"[^\s<>""'(),:;]{1,128}@[^\s<>""'(),:;]{1,255}", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
