using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using SmartAI.Platform.Data.Embedded;

namespace SmartAI.Server.Tests;

/// <summary>A database that is away for a while: the server says so, at once and in order, and goes on by itself when it is back.</summary>
public sealed class OutageTests
{
    private const string Password = "unusual kettle volcano 7";

    [Fact]
    public async Task While_the_database_is_away_everybody_hears_so_at_once_and_nobody_has_to_start_anything_again()
    {
        await using var data = new DataFolder();
        var database = await DatabaseAsync(data, null);
        var port = new Npgsql.NpgsqlConnectionStringBuilder(database.ConnectionString).Port;
        (string, string)[] settings =
        [
            ("SMARTAI_DATABASE", database.ConnectionString),
            ("SMARTAI_SECRETS__MASTER_KEY", "0123456789abcdef0123456789abcdef"),
            ("SMARTAI_PORT", "0"),
        ];
        (await Smartai.RunAsync(["migrate"], null, settings)).ExitCode.ShouldBe(0);
        string[] create = ["users", "create-admin", "--email", "ada@example.org", "--name", "Ada"];
        (await Smartai.RunAsync(create, Password, settings)).ExitCode.ShouldBe(0);
        await using var served = await Served.StartAsync(settings);
        using var ada = new Browser(served.Address);
        (await ada.SignInAsync("ada@example.org", Password)).ShouldBe(200);
        (await ada.GetAsync("/health/ready")).ShouldBe(200);

        // Asked without pause from before the stop until after it: no moment of it may look like a fault of ours.
        using var end = new CancellationTokenSource();
        var answers = new ConcurrentBag<Answer>();
        var asking = Enumerable.Range(0, 4).Select(_ => AskAsync(served.Address, ada, answers, end.Token)).ToArray();
        await Eventually.TrueAsync(() => answers.Count > 50, "requests are answered");
        await database.DisposeAsync();
        using var probe = new Browser(served.Address);
        var unready = await Eventually.IsAsync(
            () => probe.GetAsync("/health/ready"),
            answer => answer.Status == 503,
            "readiness tells of the database"
        );

        Status(unready, "database").ShouldBe("failed");
        (await probe.GetAsync("/health/live")).ShouldBe(200);
        (await probe.GetAsync("/")).ShouldBe(200);
        var begun = TimeProvider.System.GetTimestamp();
        foreach (
            var answer in (Answer[])
                [
                    await ada.GetAsync("/api/v1/me"),
                    await ada.GetAsync("/api/v1/users?limit=5"),
                    await ada.PostAsync("/api/v1/roles", new { name = "Away", permissions = (string[])[] }),
                    await probe.PostAsync("/api/v1/account/password-resets", new { email = "ada@example.org" }),
                    await probe.SignInAsync("ada@example.org", Password),
                ]
        )
        {
            answer.ShouldFail(503, "request.unavailable");
            answer.Header("Retry-After").ShouldNotBeNullOrEmpty();
        }

        TimeProvider.System.GetElapsedTime(begun).ShouldBeLessThan(TimeSpan.FromSeconds(15));
        await end.CancelAsync();
        await Task.WhenAll(asking);
        answers.Where(a => a.Status is not (200 or 503)).Select(a => a.ToString()).Distinct().ShouldBeEmpty();
        served.HasExited.ShouldBeFalse();

        await using var back = await DatabaseAsync(data, port);
        await Eventually.IsAsync(() => probe.GetAsync("/health/ready"), a => a.Status == 200, "ready again");
        await Eventually.IsAsync(() => ada.GetAsync("/api/v1/me"), a => a.Status == 200, "the session is good still");
        (await ada.PostAsync("/api/v1/roles", new { name = "Back", permissions = (string[])[] })).ShouldBe(201);
        await Eventually.IsAsync(
            () => probe.GetAsync("/health/ready"),
            a => Status(a, "notifications") == "ok",
            "notifications are heard again"
        );
        served.Said.ShouldNotContain("Unhandled exception");
    }

    private static string? Status(Answer ready, string check) =>
        ready
            .Json.GetProperty("checks")
            .EnumerateArray()
            .Single(c => c.GetProperty("name").GetString() == check)
            .GetProperty("status")
            .GetString();

    private static async Task AskAsync(Uri address, Browser like, ConcurrentBag<Answer> answers, CancellationToken end)
    {
        using var browser = new Browser(address);
        foreach (System.Net.Cookie cookie in like.Cookies.GetAllCookies())
            browser.Cookies.Add(address, new System.Net.Cookie(cookie.Name, cookie.Value));
        browser.AntiforgeryToken = like.AntiforgeryToken;
        while (!end.IsCancellationRequested)
        {
            answers.Add(await browser.GetAsync("/api/v1/me"));
            answers.Add(await browser.GetAsync("/api/v1/audit?limit=1"));
        }
    }

    private static Task<EmbeddedPostgres> DatabaseAsync(DataFolder data, int? port) =>
        EmbeddedPostgres.StartAsync(
            new EmbeddedOptions(data.Path, DatabaseServer.NodeModules(), port),
            NullLogger.Instance,
            TimeProvider.System,
            TestContext.Current.CancellationToken
        );
}
