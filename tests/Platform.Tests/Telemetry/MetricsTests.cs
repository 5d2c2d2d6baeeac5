using Microsoft.Extensions.Configuration;
using SmartAI.Platform.Settings;
using SmartAI.Platform.Telemetry;

namespace SmartAI.Platform.Tests.Telemetry;

/// <summary>Who may read <c>/metrics</c>, and what must not stand there. What does is in Server.Tests: the figures of one process are those of one node.</summary>
public sealed class MetricsTests(MetricsTests.Measured installation) : IClassFixture<MetricsTests.Measured>
{
    private const string Token = "b7e1d5c2a4f60918b7e1d5c2a4f60918";

    /// <summary>An installation that measures.</summary>
    public sealed class Measured : PlatformFixture
    {
        protected override void Configure(Dictionary<string, string?> settings) => settings["Metrics:Token"] = Token;
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
