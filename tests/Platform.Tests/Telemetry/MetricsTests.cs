using Microsoft.Extensions.Configuration;
using SmartAI.Platform.Settings;
using SmartAI.Platform.Telemetry;

namespace SmartAI.Platform.Tests.Telemetry;

/// <summary><c>/metrics</c>, as Prometheus reads it.</summary>
public sealed class MetricsTests(MetricsTests.Measured installation) : IClassFixture<MetricsTests.Measured>
{
    private const string Token = "b7e1d5c2a4f60918b7e1d5c2a4f60918";

    /// <summary>An installation that measures.</summary>
    public sealed class Measured : PlatformFixture
    {
        protected override void Configure(Dictionary<string, string?> settings) => settings["Metrics:Token"] = Token;
    }

    [Fact]
    public async Task Requests_are_told_by_route_and_status_and_jobs_by_kind()
    {
        var administrator = await installation.AdministratorAsync();
        (await administrator.GetAsync($"/api/v1/users/{Ids.New(installation.Clock)}")).ShouldBe(404);
        // Its mail is a job.
        (await installation.Anonymous().PostAsync("/api/v1/account/password-resets", new { email = administrator.Email })).ShouldBe(202);

        var text = await Eventually.IsAsync(
            ReadAsync,
            t => t.Contains("smartai_job_run_duration_seconds_count", StringComparison.Ordinal),
            "a job"
        );

        var lines = text.Split('\n');
        lines.ShouldContain(line =>
            line.StartsWith("http_server_request_duration_seconds_count{", StringComparison.Ordinal)
            && line.Contains("http_route=\"/api/v1/users/{id:guid}\"", StringComparison.Ordinal)
            && line.Contains("http_response_status_code=\"404\"", StringComparison.Ordinal)
        );
        lines.ShouldContain(line =>
            line.StartsWith("smartai_job_run_duration_seconds_count{", StringComparison.Ordinal)
            && line.Contains("job_failed=\"false\"", StringComparison.Ordinal)
            && line.Contains("job_kind=\"", StringComparison.Ordinal)
        );
        lines.ShouldContain(line => line.StartsWith("db_client_connection", StringComparison.Ordinal));
        lines.ShouldContain(line => line.StartsWith("dotnet_process_memory", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_is_named_in_them()
    {
        var person = await installation.PersonAsync(email: "somebody.special@example.org", name: "Somebody Special");
        var browser = await installation.SignInAsync(person);
        (await browser.GetAsync("/api/v1/audit?search=somebody.special")).Status.ShouldBeGreaterThanOrEqualTo(400);

        var text = await ReadAsync();

        text.ShouldNotContain("pecial", Case.Insensitive);
        text.ShouldNotContain(person.Id.ToString());
        text.ShouldNotContain(Token);
        text.ShouldNotContain("Password=", Case.Insensitive);
    }

    [Fact]
    public async Task Who_does_not_send_the_token_reads_nothing()
    {
        var administrator = await installation.AdministratorAsync();
        using var wrong = new Browser(installation.Node.Address) { Bearer = Token[..^1] + "0" };

        foreach (var caller in (Browser[])[installation.Anonymous(), administrator, wrong])
        {
            var refused = await caller.GetAsync("/metrics");
            refused.ShouldFail(401, "access.not_signed_in");
            refused.Body.ShouldNotContain("http_server");
        }
    }

    [Fact]
    public void A_token_that_could_be_guessed_is_refused_by_the_settings_name()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Metrics:Token", "short")]).Build();

        Should
            .Throw<SettingsException>(() => SettingsReader.Read<MetricsSettings>(settings))
            .Message.ShouldContain("SMARTAI_METRICS__TOKEN");
    }

    private async Task<string> ReadAsync()
    {
        using var prometheus = new Browser(installation.Node.Address) { Bearer = Token };
        return (await prometheus.GetAsync("/metrics")).ShouldBe(200).Body;
    }
}

/// <summary>Where no token is set.</summary>
public sealed class UnmeasuredTests(PlatformFixture installation) : IClassFixture<PlatformFixture>
{
    [Fact]
    public async Task Without_a_token_there_is_no_such_address()
    {
        var administrator = await installation.AdministratorAsync();

        (await administrator.GetAsync("/metrics")).ShouldFail(404, "request.not_found");
    }
}
