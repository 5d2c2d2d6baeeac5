using SmartAI.Assistant.Tests.Models;

namespace SmartAI.Assistant.Tests.Providers;

/// <summary>An installation that may reach this machine.</summary>
public class LocalFixture : PlatformFixture
{
    protected override void Configure(Dictionary<string, string?> settings) => settings["Assistant:AllowedNetworks"] = "127.0.0.1";
}

public sealed class ProviderTests(LocalFixture platform) : IClassFixture<LocalFixture>
{
    private const string Path = "/api/v1/assistant/providers";
    private const string Key = "sk-very-secret-key";

    [Fact]
    public async Task A_key_is_kept_encrypted_and_is_in_no_answer_and_no_trail()
    {
        var manager = await ManagerAsync();

        var made = (await CreateAsync(manager, "https://llm.example.org/v1/")).ShouldBe(201);

        made.Json.GetProperty("hasKey").GetBoolean().ShouldBeTrue();
        made.Text("url").ShouldBe("https://llm.example.org/v1");
        var read = (await manager.GetAsync($"{Path}/{made.Id}")).ShouldBe(200);
        var listed = (await manager.GetAsync(Path)).ShouldBe(200);
        var trail = (await manager.GetAsync($"/api/v1/audit?targetId={made.Id}")).ShouldBe(200);
        trail.Items.ShouldHaveSingleItem().GetProperty("action").GetString().ShouldBe("assistant.provider.created");
        var row = (
            await platform.Database.ReadAsync<string>("select to_jsonb(p)::text from assistant.providers p where id = $1", made.Id)
        ).ShouldNotBeNull();
        foreach (var text in new[] { made.Body, read.Body, listed.Body, trail.Body, row, platform.Node.Log.Text })
            text.ShouldNotContain(Key);
    }

    [Fact]
    public async Task A_key_is_not_sent_to_a_new_address_unless_it_is_given_again()
    {
        var manager = await ManagerAsync();
        var made = (await CreateAsync(manager, "https://llm.example.org/v1")).ShouldBe(201);

        (await manager.PatchAsync($"{Path}/{made.Id}", new { url = "https://thief.example.org/v1" }, made.ETag)).ShouldRefuseField(
            "/key",
            "assistant.key_missing"
        );
        (await manager.PatchAsync($"{Path}/{made.Id}", new { url = "https://new.example.org/v1", key = "sk-other" }, made.ETag)).ShouldBe(
            200
        );
    }

    [Theory]
    [InlineData("http://llm.example.org@169.254.169.254/v1")]
    [InlineData("http://169.254.169.254/latest")]
    [InlineData("https://10.0.0.8/v1")]
    [InlineData("https://[::1]/v1")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://llm.example.org/v1?key=sk")]
    [InlineData("llm.example.org")]
    public async Task An_address_that_may_not_be_reached_is_refused(string url) =>
        (await CreateAsync(await ManagerAsync(), url)).ShouldRefuseField("/url", "assistant.provider_url_refused");

    [Fact]
    public async Task A_test_asks_and_says_how_it_went()
    {
        await using var server = await ModelServer.StartAsync();
        var manager = await ManagerAsync();
        var good = (await CreateAsync(manager, $"{server.Origin}/answer")).ShouldBe(201);
        var bad = (await CreateAsync(manager, $"{server.Origin}/locked")).ShouldBe(201);

        var went = (await manager.PostAsync($"{Path}/{good.Id}/test")).ShouldBe(200);
        var failed = (await manager.PostAsync($"{Path}/{bad.Id}/test")).ShouldBe(200);

        went.Json.GetProperty("succeeded").GetBoolean().ShouldBeTrue();
        went.Text("answer").ShouldBe("Hello");
        went.Json.GetProperty("outputTokens").GetInt64().ShouldBe(2);
        failed.Text("fault").ShouldBe("keyRefused");
        (await manager.GetAsync($"{Path}/{good.Id}/models")).ShouldBe(200).Body.ShouldContain("large");
        (await manager.GetAsync($"/api/v1/audit?targetId={good.Id}&action=assistant.provider.tested")).Items.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_lost_update_is_refused_and_a_removed_provider_is_gone()
    {
        var manager = await ManagerAsync();
        var made = (await CreateAsync(manager, "https://llm.example.org/v1")).ShouldBe(201);
        var changed = (await manager.PatchAsync($"{Path}/{made.Id}", new { name = "Renamed", isEnabled = false }, made.ETag)).ShouldBe(200);

        (await manager.PatchAsync($"{Path}/{made.Id}", new { name = "Late" }, made.ETag)).ShouldFail(412, "request.stale");
        changed.Text("name").ShouldBe("Renamed");
        (await manager.DeleteAsync($"{Path}/{made.Id}")).ShouldBe(204);
        (await manager.GetAsync($"{Path}/{made.Id}")).ShouldFail(404, "assistant.provider_not_found");
    }

    [Fact]
    public async Task Nobody_else_sees_or_changes_providers()
    {
        var member = await platform.SignedInAsync();

        (await member.GetAsync(Path)).ShouldFail(403, "access.denied");
        (await CreateAsync(member, "https://llm.example.org/v1")).ShouldFail(403, "access.denied");
    }

    private Task<Browser> ManagerAsync() => platform.SignedInAsync("assistant.providers.manage", "audit.entries.read");

    private static Task<Answer> CreateAsync(Browser by, string url) =>
        by.PostAsync(
            Path,
            new
            {
                name = "A provider",
                kind = "openAi",
                url,
                key = Key,
                model = "m",
            }
        );
}
