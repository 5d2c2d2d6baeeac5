using System.Globalization;
using System.Text.Json;

namespace SmartAI.Platform.Notifications;

/// <summary>A value that an event brings, as JSON: a text, a number, or <c>{"at": time}</c>.</summary>
internal static class NotificationValue
{
    internal static JsonElement Of(object value) =>
        value switch
        {
            string text => JsonSerializer.SerializeToElement(text),
            int or long => JsonSerializer.SerializeToElement(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
            DateTimeOffset time => JsonSerializer.SerializeToElement(
                new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal) { ["at"] = time }
            ),
            _ => throw new ArgumentException($"An event cannot bring a {value.GetType().Name}.", nameof(value)),
        };

    /// <summary>The value in words, as this reader writes it.</summary>
    internal static string Show(JsonElement value, Reader reader) =>
        value.ValueKind switch
        {
            JsonValueKind.Number => value.GetInt64().ToString("N0", reader.Culture),
            JsonValueKind.Object => ShowTime(value.GetProperty("at").GetDateTimeOffset(), reader),
            _ => value.GetString() ?? "",
        };

    // The zone is named: a mail is read elsewhere than where its reader lives, or passed on.
    private static string ShowTime(DateTimeOffset time, Reader reader) =>
        $"{TimeZoneInfo.ConvertTime(time, reader.Zone).ToString("f", reader.Culture)} ({reader.Zone.Id})";
}

/// <summary>Who reads: their language, and the zone in which times are told.</summary>
/// <param name="Language">ISO 639-1: <c>en</c>, <c>es</c> or <c>fr</c>.</param>
/// <param name="Zone">The time zone.</param>
public sealed record Reader(string Language, TimeZoneInfo Zone)
{
    /// <summary>From what a person's profile holds; an unknown zone, from a system that knew more, is UTC.</summary>
    public static Reader Of(string language, string timeZone) =>
        new(language, TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone) ? zone : TimeZoneInfo.Utc);

    internal CultureInfo Culture => CultureInfo.GetCultureInfo(Language);
}
