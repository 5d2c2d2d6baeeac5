using System.Runtime.InteropServices;

namespace SmartAI.Server.Tests;

/// <summary>Whatever is killed, what was committed is there again, and nobody has to do anything for it.</summary>
public sealed class KillTests
{
    private const string Password = "unusual kettle volcano 7";

    [Fact]
    public async Task What_was_committed_survives_a_killed_server_and_a_killed_database()
    {
        await using var data = new DataFolder();
        var first = await Served.OnAsync(data);
        using (var ada = new Browser(first.Address))
            (
                await ada.PostAsync(
                    "/api/v1/account/setup",
                    new
                    {
                        token = await first.SetupTokenAsync(),
                        email = "ada@example.org",
                        displayName = "Ada",
                        password = Password,
                    }
                )
            ).ShouldBe(201);
        var database = data.PostgresId();

        // The server alone: its database goes on without it and is taken over.
        await first.KillAsync();
        Smartai.IsRunning(database).ShouldBeTrue();
        var second = await Served.OnAsync(data);
        data.PostgresId().ShouldBe(database);
        second.Said.ShouldNotContain("/setup?token=");
        using (var ada = new Browser(second.Address))
            (await ada.SignInAsync("ada@example.org", Password)).ShouldBe(200);

        // The database alone, under a running server: it is started again.
        Smartai.Kill(database);
        using (var probe = new Browser(second.Address))
        {
            await Eventually.TrueAsync(() => data.PostgresId() is not 0 and var now && now != database, "another PostgreSQL runs");
            await Eventually.TrueAsync(async () => (await probe.GetAsync("/health/ready")).Status == 200, "ready again");
            await Eventually.IsAsync(
                async () => (await probe.SignInAsync("ada@example.org", Password)).Status,
                status => status == 200,
                "Ada signs in again"
            );
        }

        // Both at once.
        await second.KillAsync();
        Smartai.Kill(data.PostgresId());
        await using var third = await Served.OnAsync(data);
        using (var ada = new Browser(third.Address))
            (await ada.SignInAsync("ada@example.org", Password)).ShouldBe(200);

        database = data.PostgresId();
        (await third.StopAsync(PosixSignal.SIGTERM)).ShouldBe(0, third.Said);
        Smartai.IsRunning(database).ShouldBeFalse();
        File.Exists(data.In("server.pid")).ShouldBeFalse();
    }
}
