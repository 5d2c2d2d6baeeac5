namespace SmartAI.Notifications.Tests;

/// <summary>A worker that is killed after the other side has taken a message and before the ledger says so.</summary>
public sealed class KilledWorkerTests(KilledWorkerFixture platform) : IClassFixture<KilledWorkerFixture>
{
    // A dead worker's lease has to end, and its successor has to start.
    private static readonly TimeSpan s_takenOver = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_mail_that_the_server_has_taken_is_uncertain_and_not_sent_a_second_time()
    {
        var person = await WithMailAsync("slow-taken@example.org");
        var by = await platform.OperatorAsync();
        await using (var worker = await platform.WorkerAsync())
        {
            await platform.RaiseJoinedAsync(person.Id);
            // It has the whole mail, and three seconds later it says so: to nobody.
            await platform.Smtp.NextMailAsync(to: person.Email);
            await worker.KillAsync();
        }

        var begun = (await by.GetAsync($"/api/v1/deliveries?userId={person.Id}")).Items.ShouldHaveSingleItem();
        begun.GetProperty("status").GetString().ShouldBe("sending");
        await using var next = await platform.WorkerAsync();
        var uncertain = await EndedAsync(by, $"userId={person.Id}", 1);
        Statuses(uncertain).ShouldBe(["uncertain"]);
        uncertain[0].GetProperty("attempts").GetInt32().ShouldBe(1);
        (await AttemptsAsync(by, uncertain[0])).ShouldBe(["uncertain"]);

        // What else there was to do is done by now, and this mail was not in it.
        var other = await WithMailAsync("normal-later@example.org");
        await platform.RaiseJoinedAsync(other.Id);
        await EndedAsync(by, $"userId={other.Id}", 1);
        platform.Smtp.LeftFor(person.Email).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_webhook_is_called_again_under_the_same_id()
    {
        var by = await platform.OperatorAsync();
        var made = await by.PostAsync(
            "/api/v1/webhooks",
            new
            {
                name = "Held",
                url = platform.Receiver.Origin + "/held",
                format = "standard",
                kinds = new[] { "identity.roles_changed" },
            }
        );
        var id = made.ShouldBe(201).Json.GetProperty("webhook").GetProperty("id").GetGuid();
        await using (var worker = await platform.WorkerAsync())
        {
            (await by.PostAsync($"/api/v1/webhooks/{id}/test")).ShouldBe(202);
            await platform.Receiver.UntilAsync("/held", 1);
            await worker.KillAsync();
        }

        await using var next = await platform.WorkerAsync();
        var delivered = await EndedAsync(by, $"webhookId={id}", 1);
        Statuses(delivered).ShouldBe(["delivered"]);
        (await AttemptsAsync(by, delivered[0])).ShouldBe(["delivered", "uncertain"]);
        var received = platform.Receiver.At("/held");
        received.Count.ShouldBe(2);
        received.Select(r => r.Id).Distinct().ShouldHaveSingleItem();
        received.Select(r => Convert.ToBase64String(r.Body)).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Of_digests_that_were_going_out_everybody_gets_one()
    {
        var by = await platform.OperatorAsync();
        string[] names = ["normal-one", "normal-two", "slow-three", "normal-four", "normal-five"];
        var people = new List<Person>();
        var received = new List<string>();
        foreach (var name in names)
            people.Add(await WithMailAsync($"{name}-digest@example.org", "digest"));
        await using (var worker = await platform.WorkerAsync(concurrency: 1))
        {
            foreach (var raised in (string[])["Grace", "Alan"])
            foreach (var person in people)
                await platform.RaiseJoinedAsync(person.Id, raised);
            await platform.Database.UntilAsync(10L, "select count(*) from platform.jobs where kind = 'notifications.digest'");
            await ItIsTimeAsync();
            do received.Add(await NextDigestAsync());
            while (received[^1] != people[2].Email);
            await worker.KillAsync();
        }

        received.Count.ShouldBeLessThan(people.Count);
        await using var next = await platform.WorkerAsync();
        foreach (var person in people)
        {
            var ended = await EndedAsync(by, $"userId={person.Id}&channel=email&kind={Situations.Joined}", 2);
            Statuses(ended).Distinct().ShouldBe([person == people[2] ? "uncertain" : "delivered"]);
        }
        await platform.Database.UntilAsync(0L, "select count(*) from platform.jobs where kind = 'notifications.digest'");
        while (received.Count < people.Count)
            received.Add(await NextDigestAsync());
        received.ShouldBe(people.Select(p => p.Email), ignoreOrder: true);
        platform.Smtp.LeftFor("-digest@example.org").ShouldBeEmpty();
    }

    /// <summary>To whom the next digest went.</summary>
    private async Task<string> NextDigestAsync()
    {
        string to;
        do to = (await platform.Smtp.NextAsync("mail")).GetProperty("to")[0].GetString()!;
        while (!to.EndsWith("-digest@example.org", StringComparison.Ordinal));
        return to;
    }

    /// <summary>As if the night had passed: the worker's clock is the machine's.</summary>
    private async Task ItIsTimeAsync()
    {
        await platform.Database.RunAsync("update notifications.deliveries set due_at = now() - interval '1 minute' where is_digest");
        await platform.Database.RunAsync(
            "update platform.jobs set run_at = now(), rank_at = now() where kind = 'notifications.digest' and status = 'ready'"
        );
    }

    private async Task<Person> WithMailAsync(string email, string choice = "now")
    {
        var person = await platform.PersonAsync(email: email);
        var browser = await platform.SignInAsync(person);
        (await browser.ChooseMailAsync(choice, digestAt: "08:00")).ShouldBe(200);
        return person;
    }

    private static Task<IReadOnlyList<System.Text.Json.JsonElement>> EndedAsync(Browser by, string filter, int count) =>
        Eventually.IsAsync(
            async () => (await by.GetAsync($"/api/v1/deliveries?{filter}")).ShouldBe(200).Items,
            items => items.Count == count && items.All(i => i.GetProperty("finishedAt").ValueKind != System.Text.Json.JsonValueKind.Null),
            $"{count} ended for {filter}",
            s_takenOver
        );

    private static IEnumerable<string?> Statuses(IEnumerable<System.Text.Json.JsonElement> deliveries) =>
        deliveries.Select(d => d.GetProperty("status").GetString());

    private static async Task<IEnumerable<string?>> AttemptsAsync(Browser by, System.Text.Json.JsonElement delivery) =>
        (await by.GetAsync($"/api/v1/deliveries/{delivery.GetProperty("id").GetGuid()}"))
            .Json.GetProperty("attempts")
            .EnumerateArray()
            .Select(a => a.GetProperty("outcome").GetString());
}
