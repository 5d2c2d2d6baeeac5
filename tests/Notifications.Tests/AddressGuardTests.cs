using System.Net;
using SmartAI.Notifications.Webhooks;

namespace SmartAI.Notifications.Tests;

public sealed class AddressGuardTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("0.0.0.0")]
    [InlineData("10.0.0.1")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::7f00:1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("64:ff9b:1::a00:1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2001:0:4136:e378:8000:63bf:3fff:fdd2")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456:789a::1")]
    [InlineData("fe80::1%1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    [InlineData("2001:db8::1")]
    public void An_address_that_is_not_on_the_public_internet_is_refused(string address) =>
        Guard().Permits(IPAddress.Parse(address), "https").ShouldBeFalse();

    [Theory]
    [InlineData("93.184.215.14")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("2606:2800:21f:cb07:6820:80da:af6b:8b2c")]
    [InlineData("::ffff:93.184.215.14")]
    public void A_public_address_is_reached_by_https_only(string address)
    {
        Guard().Permits(IPAddress.Parse(address), "https").ShouldBeTrue();
        Guard().Permits(IPAddress.Parse(address), "http").ShouldBeFalse();
    }

    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("::ffff:10.1.2.3", true)]
    [InlineData("10.2.0.1", false)]
    [InlineData("192.168.0.7", true)]
    [InlineData("192.168.0.8", false)]
    public void A_setting_lets_networks_and_single_addresses_through(string address, bool permitted) =>
        Guard("10.1.0.0/16", "192.168.0.7").Permits(IPAddress.Parse(address), "http").ShouldBe(permitted);

    private static AddressGuard Guard(params string[] networks) => new(new NotificationsSettings { AllowedNetworks = networks });
}

/// <summary>The guard at work, on an installation that allows nothing.</summary>
public sealed class ForbiddenWebhookTests(ImpatientFixture platform) : IClassFixture<ImpatientFixture>
{
    [Theory]
    [InlineData("http://example.org/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:10.0.0.1]/")]
    [InlineData("https://0x7f000001/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://localhost/")]
    [InlineData("https://user:pass@example.org/")]
    [InlineData("ftp://example.org/")]
    [InlineData("/relative")]
    public async Task An_address_that_plainly_leads_inside_is_refused_when_it_is_entered(string url)
    {
        var by = await platform.OperatorAsync();
        (await MakeAsync(by, url)).ShouldRefuseField("/url", "notifications.webhook_url_refused");
    }

    [Fact]
    public async Task A_name_that_leads_inside_is_refused_when_it_is_connected_to()
    {
        // Every system knows itself by a name that is no public address.
        var name = (await Dns.GetHostEntryAsync(Dns.GetHostName(), TestContext.Current.CancellationToken)).HostName;
        var by = await platform.OperatorAsync();
        var id = (await MakeAsync(by, $"https://{name}:1/")).ShouldBe(201).Json.GetProperty("webhook").GetProperty("id").GetGuid();
        (await by.PostAsync($"/api/v1/webhooks/{id}/test")).ShouldBe(202);

        var dead = await by.DeliveryAsync($"webhookId={id}", "dead");

        dead.GetProperty("reason").GetString().ShouldBe("The address is not on the public internet and no setting allows it.");
        dead.GetProperty("attempts").GetInt32().ShouldBe(1);
    }

    private static Task<Answer> MakeAsync(Browser by, string url) =>
        by.PostAsync(
            "/api/v1/webhooks",
            new
            {
                name = "Inside",
                url,
                format = "standard",
                kinds = Array.Empty<string>(),
            }
        );
}
