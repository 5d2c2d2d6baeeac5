namespace SmartAI.Server.Tests.Backups;

/// <summary>An installation that names a place for its backups.</summary>
public sealed class ScheduledBackups : PlatformFixture
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartai-scheduled-");

    internal string Place => Path.Combine(_folder.FullName, "backups");

    protected override void Configure(Dictionary<string, string?> settings)
    {
        settings["Backup:To"] = Place;
        settings["Backup:Physical"] = "true";
        settings["Data"] = _folder.FullName;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}

/// <summary>Backups are made and proven by themselves where a place for them is named.</summary>
public sealed class ScheduleTests(ScheduledBackups platform) : IClassFixture<ScheduledBackups>
{
    [Fact]
    public async Task Each_night_one_is_made_and_the_newest_is_proven()
    {
        var admin = await platform.AdministratorAsync();
        var schedules = (await admin.GetAsync("/api/v1/schedules")).Items.ToDictionary(s => s.GetProperty("id").GetString()!);
        schedules["platform.backups.make"].GetProperty("cron").GetString().ShouldBe("30 2 * * *");
        schedules["platform.backups.prove"].GetProperty("cron").GetString().ShouldBe("30 4 * * *");
        schedules["platform.backups.make_physical"].GetProperty("cron").GetString().ShouldBe("30 6 * * 0");
        using var probe = platform.Anonymous();
        (await BackupCheckAsync(probe)).ShouldBe("failed: No restore of a backup has been proven.");

        var made = await RunAsync(admin, "platform.backups.make");
        made.GetProperty("result").GetProperty("tables").GetInt32().ShouldBeGreaterThan(20);
        var file = new DirectoryInfo(platform.Place).GetFiles("*.backup").Single();
        made.GetProperty("result").GetProperty("name").GetString().ShouldBe(file.Name);
        (await platform.Database.ReadAsync<string>("select name from platform.backups where proven_at is null")).ShouldBe(file.Name);

        await RunAsync(admin, "platform.backups.prove");
        (await BackupCheckAsync(probe)).ShouldStartWith("ok: The last restore was proven at ");
        (
            await platform.Database.ReadAsync<long>(
                "select count(*) from pg_database where datname = current_database() || '_smartai_scratch'"
            )
        ).ShouldBe(0);
    }

    [Fact]
    public async Task Without_a_place_there_is_no_schedule()
    {
        await using var other = new PlatformFixture();
        await other.InitializeAsync();
        var admin = await other.AdministratorAsync();

        var ids = (await admin.GetAsync("/api/v1/schedules")).Items.Select(s => s.GetProperty("id").GetString());

        ids.ShouldNotContain(id => id!.StartsWith("platform.backups", StringComparison.Ordinal));
    }

    private static async Task<System.Text.Json.JsonElement> RunAsync(Browser admin, string schedule)
    {
        var asked = await admin.PostAsync($"/api/v1/schedules/{schedule}/run");
        asked.ShouldBe(202);
        var id = asked.Json.GetProperty("jobId").GetGuid();
        var done = await Eventually.IsAsync(
            () => admin.GetAsync($"/api/v1/jobs/{id}"),
            job => job.Json.GetProperty("job").GetProperty("state").GetString() is "done" or "dead",
            $"{schedule} ends"
        );
        done.Json.GetProperty("job").GetProperty("state").GetString().ShouldBe("done", done.Body);
        return done.Json;
    }

    private static async Task<string> BackupCheckAsync(Browser probe)
    {
        var check = (await probe.GetAsync("/health/ready"))
            .Json.GetProperty("checks")
            .EnumerateArray()
            .Single(c => c.GetProperty("name").GetString() == "backup");
        return $"{check.GetProperty("status").GetString()}: {check.GetProperty("message").GetString()}";
    }
}
