using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace SmartAI.Server.Commands;

/// <summary>Options that say in words what they take: the library would name a type of .NET, or end the program where a check reads what could not be read.</summary>
internal static class Options
{
    internal static Option<int?> Number(string name, string description, int from, int to) =>
        new(name)
        {
            Description = description,
            CustomParser = result =>
                int.TryParse(Only(result), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number >= from
                && number <= to
                    ? number
                    : Refuse<int?>(result, $"{name} takes a whole number from {from} to {to}."),
        };

    internal static Option<DateTimeOffset?> Moment(string name, string description) =>
        new(name)
        {
            Description = description,
            CustomParser = result =>
                DateTimeOffset.TryParse(
                    Only(result),
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                    out var moment
                )
                    ? moment
                    : Refuse<DateTimeOffset?>(result, $"{name} takes a time, such as 2026-11-23T14:05:00Z."),
        };

    private static string? Only(ArgumentResult result) => result.Tokens is [var token] ? token.Value : null;

    private static T? Refuse<T>(ArgumentResult result, string sentence)
    {
        result.AddError(sentence);
        return default;
    }
}
