using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace SmartAI.Approvals.Tests;

/// <summary>An installation whose failed jobs come back soon.</summary>
public class ApprovalsFixture : PlatformFixture
{
    protected override void Configure(Dictionary<string, string?> settings)
    {
        settings["Jobs:RetryAfter"] = "00:00:00.05";
        settings["Jobs:RetryAtMost"] = "00:00:00.1";
        settings["Approvals:MostWaiting"] = "4";
    }
}

/// <summary>An installation whose jobs wait until a node that works them is started.</summary>
public sealed class IdleFixture : ApprovalsFixture
{
    protected override void Configure(Dictionary<string, string?> settings)
    {
        base.Configure(settings);
        settings["Jobs:Queues"] = "none";
    }

    public Task<TestNode> StartWorkerAsync() => StartNodeAsync(settings => settings["Jobs:Queues"] = null);
}

/// <summary>A program that acts for an administrator over MCP, and the administrator's own browser.</summary>
internal sealed record Acting(Browser Person, Browser Token, McpClient Mcp) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Mcp.DisposeAsync();

    internal Task<JsonElement> CallAsync(string tool, object arguments, string? key = null) =>
        Situations.CallAsync(Mcp, tool, arguments, key);

    /// <summary>Asks for something that has to wait; the approval's id.</summary>
    internal async Task<Guid> AskAsync(string tool, object arguments, string? key = null)
    {
        var answer = await CallAsync(tool, arguments, key);
        answer.GetProperty("code").GetString().ShouldBe("approval_pending", answer.GetRawText());
        return answer.GetProperty("approval").GetProperty("id").GetGuid();
    }

    internal Task<Guid> AskToLockAsync(Person person) => AskAsync("identity_users_lock", new { id = person.Id });
}

internal static class Situations
{
    internal static readonly string[] Scopes = ["identity.users.read", "identity.users.lock", "identity.users.update"];

    internal static async Task<Acting> ActingAsync(this PlatformFixture platform, Browser? person = null)
    {
        person ??= await platform.AdministratorAsync();
        var token = await platform.TokenAsync(person, Scopes);
        return new Acting(person, token, await platform.McpAsync(token.Bearer!));
    }

    /// <summary>What a tool answered, as JSON.</summary>
    internal static async Task<JsonElement> CallAsync(McpClient mcp, string tool, object arguments, string? key = null)
    {
        var result = await mcp.CallToolAsync(
            new CallToolRequestParams
            {
                Name = tool,
                Arguments = JsonSerializer
                    .SerializeToElement(arguments, JsonSerializerOptions.Web)
                    .Deserialize<Dictionary<string, JsonElement>>(),
                Meta = key is null ? null : new JsonObject { ["idempotencyKey"] = key },
            },
            TestContext.Current.CancellationToken
        );
        return JsonDocument.Parse(result.Content.OfType<TextContentBlock>().First().Text).RootElement;
    }

    internal static async Task<JsonElement> ApprovalAsync(this Browser reader, Guid id) =>
        (await reader.GetAsync($"/api/v1/approvals/{id}")).ShouldBe(200).Json;

    internal static string StateOf(JsonElement detail) => detail.GetProperty("approval").GetProperty("state").GetString()!;

    /// <summary>The approval once its run has ended.</summary>
    internal static Task<JsonElement> EndedAsync(this Browser reader, Guid id) =>
        Eventually.IsAsync(() => reader.ApprovalAsync(id), d => StateOf(d) is "done" or "failed", "the run's end");

    internal static string? CodeOf(JsonElement detail) => detail.GetProperty("result").GetProperty("code").GetString();

    internal static Task<Answer> ApproveAsync(this Browser person, Guid id, string? ifMatch = null) =>
        person.PostAsync($"/api/v1/approvals/{id}/approve", null, ifMatch is null ? [] : [("If-Match", ifMatch)]);

    internal static async Task<string> StatusAsync(this PlatformFixture platform, Person person) =>
        (await platform.Database.ReadAsync<string>("select status from identity.users where id = $1", person.Id))!;

    internal static Task<int> CountAsync(this PlatformFixture platform, Browser person) =>
        platform.Database.ReadAsync<int>("select count(*)::int from platform.approvals where person_id = $1", person.UserId);

    internal static async Task PolicyAsync(this Browser administrator, string tool, object policy)
    {
        var read = await administrator.GetAsync($"/api/v1/assistant/tools/{tool}");
        (
            await administrator.SendAsync(
                HttpMethod.Put,
                $"/api/v1/assistant/tools/{tool}",
                System.Net.Http.Json.JsonContent.Create(policy),
                ("If-Match", read.ETag)
            )
        ).ShouldBe(200);
    }
}
