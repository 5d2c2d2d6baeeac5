using System.Text.Json;
using SmartAI.EndToEnd.Tests.Web;

namespace SmartAI.EndToEnd.Tests.Pages;

/// <summary>An installation with people, a role of its own, a trail and mails: no page of it is empty.</summary>
internal static class Furnished
{
    private static readonly string[] Names =
    [
        "Ana María Fernández de la Vega",
        "Bo Li",
        "Charlotte Œuvrard",
        "Dmitri Volkov",
        "Émile Zola",
        "Fatima al-Fihri",
        "Grace Hopper",
    ];
    private static readonly string[] States = ["Active", "Active", "Unverified", "Locked", "Deactivated", "Invited", "Active"];

    /// <summary>Fills it and says who administers it and which pages it has.</summary>
    internal static async Task<(Person Administrator, IReadOnlyList<Place> Inside)> FurnishAsync(this WebFixture web)
    {
        var administrator = await web.AdministratorPersonAsync();
        var people = new List<Person>();
        foreach (var (name, state) in Names.Zip(States))
            people.Add(await web.PersonAsync(state, name: name));
        await web.RoleAsync("identity.users.read", "identity.users.lock");

        var ada = await web.SignInAsync(administrator);
        (await ada.PostAsync($"/api/v1/users/{people[1].Id}/lock", new { reason = "Left the company" })).ShouldBe(200);
        (
            await ada.PostAsync(
                "/api/v1/me/tokens",
                new
                {
                    name = "Nightly export",
                    scopes = new[] { "identity.users.read" },
                    expiresInDays = 30,
                }
            )
        ).ShouldBe(201);
        (await ada.PostAsync("/api/v1/invitations", new { email = "new@example.org", roles = new[] { "member" } })).Status.ShouldBeLessThan(
            300
        );
        await web.MailsAsync("new@example.org");

        return (administrator, Place.Inside(await web.FurnitureAsync(ada, people[1].Id, "action=identity.user.locked")));
    }

    /// <summary>What a program asks for over MCP in somebody's name, and what has to wait for their yes.</summary>
    internal static async Task<Guid> ApprovalAsync(this WebFixture web, Browser person, string tool, object arguments)
    {
        var token = await web.TokenAsync(person, "identity.users.read", "identity.users.update", "identity.users.lock");
        await using var client = await web.McpAsync(token.Bearer!);
        var answer = await client.CallToolAsync(
            tool,
            JsonSerializer.SerializeToElement(arguments).Deserialize<Dictionary<string, object?>>()!,
            cancellationToken: TestContext.Current.CancellationToken
        );
        return answer.StructuredContent!.Value.GetProperty("approval").GetProperty("id").GetGuid();
    }

    internal static async Task<Guid> RenamingAsync(this WebFixture web, Browser administrator, Guid person, string name)
    {
        var ifMatch = (await administrator.GetAsync($"/api/v1/users/{person}")).ETag;
        return await web.ApprovalAsync(
            administrator,
            "identity_users_update",
            new
            {
                id = person,
                displayName = name,
                ifMatch,
            }
        );
    }

    /// <summary>Says these things to the assistant, one after the other.</summary>
    internal static async Task<Guid> ConversationAsync(this Browser person, params string[] said)
    {
        var id = (await person.PostAsync("/api/v1/assistant/conversations", new { isTemporary = false })).ShouldBe(201).Id;
        foreach (var text in said)
            (await person.PostAsync($"/api/v1/assistant/conversations/{id}/messages", new { text })).ShouldBe(200);
        return id;
    }

    /// <summary>Switched off: nothing is asked of it, and the assistant still works without a model.</summary>
    private static async Task<Guid> ProviderAsync(this Browser administrator) => (
            await administrator.PostAsync(
                "/api/v1/assistant/providers",
                new
                {
                    name = "Our vLLM",
                    kind = "openAi",
                    url = "https://llm.example.org/v1",
                    key = "sk-example",
                    model = "llama-4-70b",
                    isEnabled = false,
                }
            )
        ).ShouldBe(201).Id;

    /// <summary>One that is nowhere: nobody asks it anything before its tools are asked for.</summary>
    private static async Task<Guid> ServerAsync(this Browser administrator, string prefix) => (
            await administrator.PostAsync(
                "/api/v1/assistant/servers",
                new
                {
                    name = "Weather of the harbour",
                    prefix,
                    url = "https://weather.invalid/mcp",
                    seconds = 5,
                }
            )
        ).ShouldBe(201).Id;

    private static async Task<Guid> BackupAsync(this Browser administrator)
    {
        (await administrator.PostAsync("/api/v1/backups")).ShouldBe(202);
        var made = await Eventually.IsAsync(
            () => administrator.GetAsync("/api/v1/backups"),
            now => now.Json.GetProperty("lastMake").GetProperty("state").GetString() is "done" or "dead",
            "the backup is made",
            Patience.Long
        );
        made.Items.ShouldNotBeEmpty(made.Body);
        return made.Items[0].GetProperty("id").GetGuid();
    }

    /// <summary>Something to open on each list, and a webhook with a delivery that leaves this machine for nowhere.</summary>
    internal static async Task<Furniture> FurnitureAsync(this WebFixture web, Browser administrator, Guid person, string entries = "")
    {
        var made = await administrator.PostAsync(
            "/api/v1/webhooks",
            new
            {
                name = "Operations room",
                url = "https://hooks.invalid/services/T0/B0",
                format = "slack",
                language = "fr",
                kinds = new[] { "identity.account_locked", "identity.person_joined" },
            }
        );
        var webhook = made.ShouldBe(201).Json.GetProperty("webhook").GetProperty("id").GetGuid();
        var tried = await administrator.PostAsync($"/api/v1/webhooks/{webhook}/test");
        return new Furniture(
            person,
            await FirstAsync("/api/v1/roles"),
            await FirstAsync($"/api/v1/audit?{entries}"),
            tried.ShouldBe(202).Json.GetProperty("deliveryId").GetGuid(),
            webhook,
            await FirstAsync("/api/v1/jobs"),
            await web.RenamingAsync(administrator, person, "Beatriz Lima"),
            await administrator.ConversationAsync("lock the account of grace@example.org", "How do I end a session on a lost phone?"),
            await administrator.ProviderAsync(),
            await administrator.ServerAsync($"s{webhook:N}"[..10]),
            await administrator.BackupAsync()
        );

        async Task<Guid> FirstAsync(string list) => (await administrator.GetAsync(list)).Items[0].GetProperty("id").GetGuid();
    }
}
