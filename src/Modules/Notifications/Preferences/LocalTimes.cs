namespace SmartAI.Notifications.Preferences;

/// <summary>Times of day where somebody lives, summer time and its two odd nights included.</summary>
internal static class LocalTimes
{
    /// <summary>The next moment at which a clock there shows this time. In the hour that a spring night skips it is the first moment after it.</summary>
    internal static DateTimeOffset Next(TimeOnly at, TimeZoneInfo zone, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        // The day before yesterday's autumn hour and the day line can move it by a day; the third candidate always lies ahead.
        for (var day = 0; ; day++)
            if (On(today.AddDays(day), at, zone) is var moment && moment > now)
                return moment;
    }

    /// <summary>True from <paramref name="from"/> until before <paramref name="to"/>, over midnight where the second is earlier.</summary>
    internal static bool IsWithin(TimeOnly from, TimeOnly to, TimeZoneInfo zone, DateTimeOffset now) =>
        TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime).IsBetween(from, to);

    private static DateTimeOffset On(DateOnly day, TimeOnly at, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(at);
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(1);
        // Of the two that an autumn night has, the first.
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
