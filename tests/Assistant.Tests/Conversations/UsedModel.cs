using System.Text.Json;
using SmartAI.Assistant.Tests.Models;
using SmartAI.Assistant.Tests.Providers;

namespace SmartAI.Assistant.Tests.Conversations;

/// <summary>A model that the installation uses until it is disposed.</summary>
internal sealed record UsedModel(ModelServer Server, Func<Task> Remove) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await Remove();
        await Server.DisposeAsync();
    }
}

internal static class UsedModels
{
    private const string Providers = "/api/v1/assistant/providers";

    internal static async Task<UsedModel> UseAsync(
        this LocalFixture platform,
        string behaviour,
        long inputPriceMicros = 0,
        long outputPriceMicros = 0,
        string[]? roles = null
    )
    {
        var server = await ModelServer.StartAsync();
        var manager = await platform.SignedInAsync("assistant.providers.manage");
        var made = (
            await manager.PostAsync(
                Providers,
                new
                {
                    name = behaviour,
                    kind = "openAi",
                    url = $"{server.Origin}/{behaviour}",
                    model = "m",
                    inputPriceMicros,
                    outputPriceMicros,
                    roles,
                }
            )
        ).ShouldBe(201);
        return new UsedModel(server, () => manager.DeleteAsync($"{Providers}/{made.Id}"));
    }

    /// <summary>One that says what a script says.</summary>
    internal static async Task<UsedModel> ScriptAsync(this LocalFixture platform, Func<JsonElement, Said> script)
    {
        var model = await platform.UseAsync("script");
        model.Server.Script = script;
        return model;
    }

    /// <summary>What came back from tools, as the model is told it, the last first.</summary>
    internal static IReadOnlyList<string> Results(this JsonElement asked) =>
        [.. asked.GetProperty("messages").EnumerateArray().Where(m => m.Is("role") == "tool").Select(m => m.Is("content") ?? "").Reverse()];
}
