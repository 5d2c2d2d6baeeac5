namespace SmartAI.Notifications.Tests;

/// <summary>An installation with the sample channel of samples/Journal.</summary>
public sealed class JournalFixture : ImpatientFixture
{
    internal string File { get; } = Path.Combine(Path.GetTempPath(), $"journal-{Platform.Ids.NewSecret()}.log");

    protected override void Configure(Dictionary<string, string?> settings)
    {
        base.Configure(settings);
        settings["Journal:File"] = File;
    }
}

public sealed class ChannelTests(JournalFixture platform) : IClassFixture<JournalFixture>, IDisposable
{
    public void Dispose() => File.Delete(platform.File);

    [Fact]
    public async Task A_channel_of_one_class_is_offered_delivers_once_and_stands_in_the_ledger()
    {
        var browser = await platform.SignedInAsync();
        var offered = (await browser.GetAsync("/api/v1/notifications/preferences")).Json.GetProperty("channels").EnumerateArray();
        offered.Single(c => c.GetProperty("name").GetString() == "journal").GetProperty("displayName").GetString().ShouldBe("Journal");
        (
            await browser.ChooseAsync(
                new
                {
                    choices = new[]
                    {
                        new
                        {
                            kind = Situations.Joined,
                            channel = "journal",
                            choice = "now",
                        },
                    },
                }
            )
        ).ShouldBe(200);

        await platform.RaiseJoinedAsync(browser.UserId);

        var by = await platform.OperatorAsync();
        var delivered = await by.DeliveryAsync($"userId={browser.UserId}&channel=journal", "delivered");
        (await File.ReadAllLinesAsync(platform.File, TestContext.Current.CancellationToken))
            .ShouldHaveSingleItem()
            .ShouldEndWith("Grace joined");

        // It knows no repeats: what may have been written is left to the operator, whose resending writes it.
        await platform.DiedWhileSendingAsync(delivered.GetProperty("id").GetGuid());
        await by.DeliveryAsync($"userId={browser.UserId}&channel=journal", "uncertain");
        (await by.PostAsync($"/api/v1/deliveries/{delivered.GetProperty("id").GetGuid()}/resend")).ShouldBe(200);
        await by.DeliveryAsync($"userId={browser.UserId}&channel=journal", "delivered");
        (await File.ReadAllLinesAsync(platform.File, TestContext.Current.CancellationToken)).Length.ShouldBe(2);
    }
}
