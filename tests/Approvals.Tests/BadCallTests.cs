using System.Text.Json;

namespace SmartAI.Approvals.Tests;

/// <summary>Nobody is asked about what could never be done.</summary>
public sealed class BadCallTests(ApprovalsFixture platform) : IClassFixture<ApprovalsFixture>
{
    [Theory]
    [InlineData("identity_users_lock", """{"id":"$","colour":"red"}""", "request.unknown_member")]
    [InlineData("identity_users_lock", "{}", "request.wrong_type")]
    [InlineData("identity_users_lock", """{"id":"nobody"}""", "request.wrong_type")]
    [InlineData("identity_users_lock", """{"id":"$","reason":{"a":{"b":[1]}}}""", "request.wrong_type")]
    [InlineData("identity_users_lock", """{"id":"$","reason":7}""", "request.wrong_type")]
    [InlineData("identity_users_lock", """{"id":"$","reason":"£"}""", "request.validation_failed")]
    [InlineData("identity_users_lock", """{"id":"$","reason":"££"}""", "approvals.arguments_too_large")]
    [InlineData("identity_users_lock", """{"id":"0199b1c0-0000-7000-8000-000000000001"}""", "identity.user_not_found")]
    [InlineData("identity_users_update", """{"id":"$","displayName":"X"}""", "request.if_match_required")]
    [InlineData("identity_users_update", """{"id":"$","displayName":"X","ifMatch":"\"1\""}""", "request.stale")]
    [InlineData("identity_roles_create", """{"name":"x"}""", "access.scope_missing")]
    [InlineData("identity_users_unlick", "{}", "tools.unknown")]
    public async Task What_the_operation_would_refuse_is_refused_when_it_is_asked_for(string tool, string arguments, string code)
    {
        await using var acting = await platform.ActingAsync();
        var sam = await platform.PersonAsync();
        var text = arguments
            .Replace("$", sam.Id.ToString(), StringComparison.Ordinal)
            .Replace("££", new string('x', 40_000), StringComparison.Ordinal)
            .Replace("£", new string('x', 501), StringComparison.Ordinal);

        var answer = await acting.CallAsync(tool, JsonDocument.Parse(text).RootElement);

        answer.GetProperty("code").GetString().ShouldBe(code);
        (await platform.CountAsync(acting.Person)).ShouldBe(0);
        (await platform.StatusAsync(sam)).ShouldBe("Active");
    }

    [Fact]
    public async Task A_refused_call_stands_in_the_trail_once_and_with_whom_it_was_to_hit()
    {
        await using var acting = await platform.ActingAsync();
        var sam = await platform.PersonAsync();

        await acting.CallAsync("identity_users_lock", new { id = sam.Id, reason = new string('x', 501) });

        var entry = (await acting.Person.GetAsync($"/api/v1/audit?targetId={sam.Id}&face=mcp")).Items.ShouldHaveSingleItem();
        entry.GetProperty("action").GetString().ShouldBe("identity.users.lock");
        entry.GetProperty("outcome").GetString().ShouldBe("failed");
    }

    [Fact]
    public async Task Two_calls_with_one_id_are_one_and_a_third_with_other_arguments_is_refused()
    {
        await using var acting = await platform.ActingAsync();
        var (sam, robin) = (await platform.PersonAsync(), await platform.PersonAsync());

        var asked = await Task.WhenAll(
            Enumerable.Range(0, 5).Select(_ => acting.AskAsync("identity_users_lock", new { id = sam.Id }, key: "call-1"))
        );

        asked.Distinct().Count().ShouldBe(1);
        (await acting.CallAsync("identity_users_lock", new { id = robin.Id }, key: "call-1"))
            .GetProperty("code")
            .GetString()
            .ShouldBe("approvals.call_id_reused");
        (await platform.CountAsync(acting.Person)).ShouldBe(1);
        await using var other = await platform.ActingAsync();
        (await other.AskAsync("identity_users_lock", new { id = robin.Id }, key: "call-1")).ShouldNotBe(asked[0]);
    }

    [Fact]
    public async Task A_program_cannot_bury_its_person()
    {
        await using var acting = await platform.ActingAsync();
        for (var asked = 0; asked < 4; asked++)
            await acting.AskToLockAsync(await platform.PersonAsync());

        (await acting.CallAsync("identity_users_lock", new { id = (await platform.PersonAsync()).Id }))
            .GetProperty("code")
            .GetString()
            .ShouldBe("approvals.too_many_waiting");
        (await platform.CountAsync(acting.Person)).ShouldBe(4);
    }
}
