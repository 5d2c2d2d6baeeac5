using SmartAI.Notifications.Preferences;

namespace SmartAI.Notifications.Tests;

/// <summary>Quiet hours and digests are times where somebody lives, on the two odd nights of the year as well.</summary>
public sealed class LocalTimesTests
{
    [Theory]
    [InlineData("08:00", "Europe/Madrid", "2026-03-28T12:00Z", "2026-03-29T06:00Z")] // summer time began in between
    [InlineData("02:30", "Europe/Madrid", "2026-03-29T00:00Z", "2026-03-29T01:00Z")] // a half hour that this night skips
    [InlineData("02:30", "Europe/Madrid", "2026-10-25T00:00Z", "2026-10-25T00:30Z")] // comes twice: the first
    [InlineData("02:30", "Europe/Madrid", "2026-10-25T00:45Z", "2026-10-26T01:30Z")] // and not the second
    [InlineData("08:00", "Pacific/Kiritimati", "2026-06-01T00:00Z", "2026-06-01T18:00Z")] // it is tomorrow there
    [InlineData("08:00", "Pacific/Pago_Pago", "2026-06-01T00:00Z", "2026-06-01T19:00Z")] // it is yesterday there
    [InlineData("08:00", "Asia/Kolkata", "2026-06-01T02:29Z", "2026-06-01T02:30Z")]
    [InlineData("08:00", "Asia/Kolkata", "2026-06-01T02:30Z", "2026-06-02T02:30Z")]
    public void The_next_time_that_a_clock_there_shows_it(string at, string zone, string now, string expected) =>
        LocalTimes.Next(Time(at), Zone(zone), Moment(now)).ShouldBe(Moment(expected));

    [Theory]
    [InlineData("22:00", "07:00", "Asia/Kolkata", "2026-06-01T17:00Z", true)]
    [InlineData("22:00", "07:00", "America/New_York", "2026-06-01T17:00Z", false)]
    [InlineData("22:00", "07:00", "America/New_York", "2026-06-01T02:00Z", true)]
    [InlineData("22:00", "07:00", "America/New_York", "2026-06-01T10:59Z", true)]
    [InlineData("22:00", "07:00", "America/New_York", "2026-06-01T11:00Z", false)]
    [InlineData("12:00", "14:00", "UTC", "2026-06-01T12:00Z", true)]
    [InlineData("12:00", "14:00", "UTC", "2026-06-01T14:00Z", false)]
    public void Quiet_hours_are_those_of_the_place_over_midnight_too(string from, string to, string zone, string now, bool isQuiet) =>
        LocalTimes.IsWithin(Time(from), Time(to), Zone(zone), Moment(now)).ShouldBe(isQuiet);

    private static TimeOnly Time(string text) => TimeOnly.ParseExact(text, "HH:mm", null);

    private static TimeZoneInfo Zone(string id) => TimeZoneInfo.FindSystemTimeZoneById(id);

    private static DateTimeOffset Moment(string text) =>
        DateTimeOffset.Parse(text, null, System.Globalization.DateTimeStyles.AssumeUniversal);
}
