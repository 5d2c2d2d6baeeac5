using SmartAI.Platform.Jobs.Schedules;

namespace SmartAI.Platform.Tests.Jobs;

public sealed class TicksTests
{
    private static readonly DateTimeOffset s_noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_falls_into_the_skipped_hour_comes_right_after_it()
    {
        var schedule = new Schedule("a", "30 2 * * *", "Europe/Madrid");

        // On 29 March 2026 Madrid's clocks go from 2 to 3 in the morning, which is 1 in UTC.
        Ticks.Next(schedule, new(2026, 3, 28, 12, 0, 0, TimeSpan.Zero)).ShouldBe(new DateTimeOffset(2026, 3, 29, 1, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void What_falls_into_the_doubled_hour_comes_once_and_what_repeats_goes_on_through_both()
    {
        // On 25 October 2026 Madrid's clocks go from 3 back to 2, which is 1 in UTC.
        var before = new DateTimeOffset(2026, 10, 24, 22, 0, 0, TimeSpan.Zero);
        var night = before.AddHours(6);

        Ticks
            .NextFew(new("a", "30 2 * * *", "Europe/Madrid"), Ticks.Next(new("a", "30 2 * * *", "Europe/Madrid"), before), 2)
            .ShouldBe([new(2026, 10, 25, 0, 30, 0, TimeSpan.Zero), new(2026, 10, 26, 1, 30, 0, TimeSpan.Zero)]);
        var halves = new Schedule("b", "*/30 2 * * *", "Europe/Madrid");
        Ticks.NextFew(halves, Ticks.Next(halves, before), 4).Count(t => t < night).ShouldBe(4);
    }

    [Theory]
    [InlineData(CatchUp.Skip, 0)]
    [InlineData(CatchUp.Once, 1)]
    [InlineData(CatchUp.All, 3)]
    public void Missed_ticks_are_caught_up_as_the_schedule_says(CatchUp catchUp, int runs)
    {
        var (run, next) = Ticks.Due(new("a", "0 * * * *", CatchUp: catchUp), s_noon, s_noon.AddMinutes(150));

        run.Count.ShouldBe(runs);
        next.ShouldBe(s_noon.AddHours(3));
    }

    [Fact]
    public void A_tick_that_is_on_time_is_run_whatever_the_catch_up()
    {
        Ticks.Due(new("a", "0 * * * *", CatchUp: CatchUp.Skip), s_noon, s_noon.AddSeconds(5)).Run.ShouldBe([s_noon]);
    }

    [Fact]
    public void A_year_of_seconds_is_caught_up_by_the_last_hundred()
    {
        var (run, next) = Ticks.Due(new("a", "* * * * * *", CatchUp: CatchUp.All), s_noon.AddYears(-1), s_noon);

        run.Count.ShouldBe(100);
        run[^1].ShouldBe(s_noon);
        next.ShouldBe(s_noon.AddSeconds(1));
    }

    [Fact]
    public void Words_and_days_that_never_come_are_refused()
    {
        Ticks.Problem("0 3 30 2 *").ShouldNotBeNull();
        Ticks.Problem("now and then").ShouldNotBeNull();
        Ticks.Problem("*/5 * * * *").ShouldBeNull();
    }
}
