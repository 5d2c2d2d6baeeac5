using System.Net;

namespace SmartAI.Server.Tests;

/// <summary>The page that is served at every address of the web app.</summary>
public sealed class WebAppTests
{
    [Fact]
    public async Task A_server_without_its_web_app_says_so_with_503_and_answers_operations_all_the_same()
    {
        await using var database = await TestDatabase.CloneAsync();
        var empty = Directory.CreateTempSubdirectory();
        await using var served = await Served.StartAsync(
            ("SMARTAI_DATABASE", database.ConnectionString),
            ("SMARTAI_SECRETS__MASTER_KEY", "0123456789abcdef0123456789abcdef"),
            ("SMARTAI_PORT", "0"),
            ("SMARTAI_WEB_ROOT", empty.FullName)
        );
        using var http = new HttpClient { BaseAddress = served.Address };

        using var page = await http.GetAsync("/", TestContext.Current.CancellationToken);
        page.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("make build");
        using var session = await http.GetAsync("/api/v1/session", TestContext.Current.CancellationToken);
        session.StatusCode.ShouldBe(HttpStatusCode.OK);
        empty.Delete(recursive: true);
    }
}
