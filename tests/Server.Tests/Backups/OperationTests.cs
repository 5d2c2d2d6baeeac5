using System.Text.Json;

namespace SmartAI.Server.Tests.Backups;

/// <summary>Backups over HTTP: what the page for them shows and starts.</summary>
public sealed class OperationTests(ScheduledBackups platform) : IClassFixture<ScheduledBackups>
{
    private const string Backups = "/api/v1/backups";

    [Fact]
    public async Task Who_may_makes_one_sees_how_far_it_is_verifies_it_and_is_in_the_trail()
    {
        var reader = await platform.SignedInAsync("system.backups.read");
        var maker = await platform.SignedInAsync("system.backups.read", "system.backups.update", "system.jobs.read");
        (await reader.PostAsync(Backups)).ShouldFail(403, "access.denied");
        var empty = (await reader.GetAsync(Backups)).ShouldBe(200);
        empty.Text("place").ShouldBe(platform.Place);
        Warnings(empty).ShouldBe(["backupOld", "proofOld"]);
        empty.Items.ShouldBeEmpty();

        // Held in the middle, so that it is seen at work.
        var (connection, transaction) = await BackupFixture.HoldAsync(
            platform.Database,
            "lock table platform.tool_policies in access exclusive mode"
        );
        var job = (await maker.PostAsync(Backups)).ShouldBe(202).Json.GetProperty("jobId").GetGuid();
        (await maker.PostAsync(Backups)).ShouldFail(409, "system.backup_running");
        var working = await Eventually.IsAsync(
            () => reader.GetAsync(Backups),
            now => now.Json.GetProperty("lastMake").GetProperty("progress").ValueKind == JsonValueKind.Object,
            "the job tells how far it is",
            TimeSpan.FromSeconds(60)
        );
        working.Json.GetProperty("lastMake").GetProperty("progress").GetProperty("note").GetString().ShouldBe("tables");
        await transaction.DisposeAsync();
        await connection.DisposeAsync();

        var made = await EndedAsync(reader, "lastMake", "done");
        var backup = made.Items.Single();
        backup.GetProperty("state").GetString().ShouldBe("kept");
        backup.GetProperty("kind").GetString().ShouldBe("logical");
        backup.GetProperty("schemaVersion").GetString()!.ShouldMatch(@"^\d{14}_\w+$");
        backup.GetProperty("bytes").GetInt64().ShouldBe(new DirectoryInfo(platform.Place).GetFiles("*.backup").Single().Length);
        Warnings(made).ShouldBe(["proofOld"]);
        var id = backup.GetProperty("id").GetGuid();

        (await reader.PostAsync($"{Backups}/{id}/verify")).ShouldFail(403, "access.denied");
        (await maker.PostAsync($"{Backups}/{Guid.Empty}/verify")).ShouldFail(404, "system.backup_not_found");
        (await maker.PostAsync($"{Backups}/{id}/verify")).ShouldBe(202);
        var proven = await EndedAsync(reader, "lastVerification", "done");
        Warnings(proven).ShouldBeEmpty();
        proven.Items.Single().GetProperty("state").GetString().ShouldBe("proven");
        proven.Json.GetProperty("lastProven").GetProperty("id").GetGuid().ShouldBe(id);
        proven.Json.GetProperty("lastProven").GetProperty("provenSeconds").GetDouble().ShouldBeGreaterThan(0);

        (
            await platform.Database.ReadAllAsync<string>(
                "select action from platform.audit_entries where action like 'system.backup.%' order by id"
            )
        ).ShouldBe(["system.backup.asked", "system.backup.verification_asked"]);
        (await platform.Database.ReadAsync<Guid>("select owner_id from platform.all_jobs where id = $1", job)).ShouldNotBe(Guid.Empty);

        await BadOnesAsync(reader, maker, id, backup.GetProperty("name").GetString()!);
    }

    // One that vanished is told when the next is made; one that is there again, spoiled, when it is verified.
    private async Task BadOnesAsync(Browser reader, Browser maker, Guid id, string name)
    {
        var file = Path.Combine(platform.Place, name);
        var bytes = await File.ReadAllBytesAsync(file);
        File.Delete(file);
        (await maker.PostAsync(Backups)).ShouldBe(202);
        var missed = await Eventually.IsAsync(
            () => reader.GetAsync(Backups),
            now => now.Items.Count == 2 && State(now, id) == "lost",
            "the lost one is missed",
            TimeSpan.FromSeconds(90)
        );
        Warnings(missed).ShouldContain("lost");
        // It has shown that restores work, though it is gone.
        missed.Json.GetProperty("lastProven").GetProperty("id").GetGuid().ShouldBe(id);

        await File.WriteAllBytesAsync(file, bytes[..1000]);
        (await maker.PostAsync($"{Backups}/{id}/verify")).ShouldBe(202);
        var spoiled = await Eventually.IsAsync(
            () => reader.GetAsync(Backups),
            now => State(now, id) == "failed",
            "the spoiled one is told",
            TimeSpan.FromSeconds(90)
        );
        spoiled
            .Items.Single(b => b.GetProperty("id").GetGuid() == id)
            .GetProperty("failure")
            .GetString()!
            .ShouldContain("was cut off or damaged at its end");
    }

    private static string? State(Answer answer, Guid id) =>
        answer.Items.Single(b => b.GetProperty("id").GetGuid() == id).GetProperty("state").GetString();

    private static Task<Answer> EndedAsync(Browser reader, string job, string state) =>
        Eventually.IsAsync(
            () => reader.GetAsync(Backups),
            now => now.Json.GetProperty(job) is { ValueKind: JsonValueKind.Object } last && last.GetProperty("state").GetString() == state,
            $"{job} is {state}",
            TimeSpan.FromSeconds(90)
        );

    private static List<string?> Warnings(Answer answer) =>
        [.. answer.Json.GetProperty("warnings").EnumerateArray().Select(w => w.GetString())];
}

/// <summary>An installation that names no place.</summary>
public sealed class UnnamedPlaceTests(BackupFixture backups) : IClassFixture<BackupFixture>
{
    [Fact]
    public async Task It_says_so_and_starts_nothing()
    {
        (string, string)[] settings = [.. backups.Settings.Where(s => s.Item1 != "SMARTAI_BACKUP__TO"), ("SMARTAI_PORT", "0")];
        await using var served = await Served.StartAsync(settings);
        using var admin = new Browser(served.Address);
        (await admin.SignInAsync(BackupFixture.Email, "unusual kettle volcano 7")).ShouldBe(200);

        var listed = (await admin.GetAsync("/api/v1/backups")).ShouldBe(200);

        listed.Json.GetProperty("place").ValueKind.ShouldBe(JsonValueKind.Null);
        listed.Json.GetProperty("warnings").EnumerateArray().Select(w => w.GetString()).ShouldContain("notConfigured");
        (await admin.PostAsync("/api/v1/backups")).ShouldFail(409, "system.backups_not_configured");
        (await backups.Database.ReadAsync<long>("select count(*) from platform.all_jobs where kind = 'platform.backups.make'")).ShouldBe(0);
    }
}
