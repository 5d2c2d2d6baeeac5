using System.Text.RegularExpressions;

namespace SmartAI.Platform.Jobs;

/// <summary>Makes the text for <c>last_error</c>, which operators read: bounded, and without addresses of people.</summary>
internal static partial class JobError
{
    private const int MaxLength = 500;

    internal static string Describe(Exception failure)
    {
        var message = failure is PermanentJobFailure ? failure.Message : $"{failure.GetType().Name}: {failure.Message}";
        var bounded = message.Length > MaxLength ? message[..MaxLength] : message;
        // PostgreSQL's text takes no NUL; half of a surrogate pair would be left where the cut falls into one.
        var storable = bounded.Replace('\0', ' ').TrimEnd('\uD800', '\uDBFF');
        return Address().Replace(storable, "•••");
    }

    [GeneratedRegex(@"[^\s<>""'(),:;]{1,128}@[^\s<>""'(),:;]{1,255}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Address();
}
