namespace SmartAI.Server.Tests;

/// <summary>What a start says about settings that have no effect.</summary>
public sealed class StartNotesTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";

    [Fact]
    public async Task A_setting_with_a_typing_error_is_named_with_those_that_there_are()
    {
        await using var database = await TestDatabase.CloneAsync();
        await using var served = await Served.StartAsync(
            ("SMARTAI_DATABASE", database.ConnectionString),
            ("SMARTAI_SECRETS__MASTER_KEY", Key),
            ("SMARTAI_PORT", "0"),
            ("SMARTAI_MAIL__SMTP_HOST", "secret.example.org"),
            ("SMARTAI_MALE__FROM", "a@example.org"),
            ("SMARTAI_LISETN", "0.0.0.0"),
            // The scripts' own.
            ("SMARTAI_IMAGE", "smartai:local")
        );

        served.Said.ShouldContain("SMARTAI_MAIL__SMTP_HOST is no setting and has no effect. There are SMARTAI_MAIL__FROM, ");
        served.Said.ShouldContain("SMARTAI_MALE__FROM is no setting and has no effect. All settings: ");
        served.Said.ShouldContain("SMARTAI_LISETN is no setting and has no effect. Is SMARTAI_LISTEN meant?");
        served.Said.ShouldNotContain("secret.example.org");
        served.Said.Split("  Note: ").Length.ShouldBe(4, served.Said);
    }

    [Fact]
    public async Task A_worker_says_that_nothing_is_in_a_queue_that_it_was_told_to_serve()
    {
        await using var database = await TestDatabase.CloneAsync();

        // Its broken part ends it after the start.
        var (_, _, error) = await Smartai.RunProgramAsync(
            Path.Combine(AppContext.BaseDirectory, "SmartAI.Testing.dll"),
            ["worker", "--queues", "crew,nope"],
            ("SMARTAI_DATABASE", database.ConnectionString),
            ("SMARTAI_SECRETS__MASTER_KEY", Key),
            ("CREW_PART_FAILS", "1")
        );

        error.ShouldContain("No job of this version is in the queue nope. There are ");
        error.ShouldNotContain("queue crew.");
    }
}
