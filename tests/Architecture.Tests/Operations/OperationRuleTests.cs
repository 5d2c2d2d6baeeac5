using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SmartAI.Platform.Access;
using SmartAI.Platform.Operations;

namespace SmartAI.Architecture.Tests.Operations;

public sealed class OperationRuleTests(House house)
{
    private static readonly Permission Undeclared = new("identity.users.teleport", "Move people");

    [Fact]
    public void Every_endpoint_says_who_may_call_and_what_it_is()
    {
        house.Endpoints.Count.ShouldBeGreaterThan(30);
        OperationRules.Violations(house.Endpoints, House.Catalog.Modules).ShouldBeEmpty();
    }

    [Fact]
    public void Permissions_and_errors_begin_with_their_modules_name_and_are_unique()
    {
        foreach (var module in House.Catalog.Modules)
        {
            module.Permissions.ShouldAllBe(p => p.Name.StartsWith(module.Name + ".") && p.Description.Length > 0);
            module.Errors.ShouldAllBe(e =>
                e.Code.StartsWith(module.Name + ".") && e.Title.EndsWith('.') && e.Status >= 400 && e.Status < 600
            );
        }

        House.Catalog.Permissions.Select(p => p.Name).ShouldBeUnique();
        House.Catalog.Errors.Select(e => e.Code).ShouldBeUnique();
    }

    [Fact]
    public async Task An_endpoint_that_says_nothing_is_open_to_nobody()
    {
        var policies = house.Services.GetRequiredService<IAuthorizationPolicyProvider>();
        var fallback = (await policies.GetFallbackPolicyAsync()).ShouldNotBeNull();
        var someone = new Caller(
            Guid.Empty,
            "Anybody",
            Face.Web,
            [.. House.Catalog.Permissions.Select(p => p.Name)],
            null,
            Guid.Empty
        ).ToPrincipal();

        (
            await house.Services.GetRequiredService<IAuthorizationService>().AuthorizeAsync(someone, null, fallback)
        ).Succeeded.ShouldBeFalse();
    }

    [Theory]
    [InlineData("forgotten", "/api/v1/forgotten is no operation")]
    [InlineData("open", "/metrics is open to anybody without a reason.")]
    [InlineData("stranger", "nobody.things.list begins with no module's name.")]
    [InlineData("wordless", "identity.things.list needs a summary")]
    [InlineData("undeclared", "asks for identity.users.teleport, which its module does not declare.")]
    [InlineData("unguarded", "identity.things.list asks for somebody and lets anybody in.")]
    [InlineData("undecided", "identity.things.list has to say either AsTool or NotATool with a reason.")]
    [InlineData("reasonless", "identity.things.list is open to anybody without a reason.")]
    [InlineData("error", "identity.things.list fails with identity.made_up")]
    [InlineData("targetless", "identity.things.list is about one thing by its route and does not say of what type: Addresses.")]
    [InlineData("elsewhere", "identity.things.list addresses identity.thing by id, which its route does not have.")]
    [InlineData("twice", "identity.things.list is the id of 2 operations.")]
    public void An_endpoint_that_says_too_little_is_reported(string planted, string sentence) =>
        OperationRules.Violations(Planted(planted), House.Catalog.Modules).ShouldHaveSingleItem().ShouldContain(sentence);

    private static IReadOnlyList<RouteEndpoint> Planted(string what)
    {
        var app = WebApplication.CreateSlimBuilder().Build();
        RouteHandlerBuilder Named(string id, string summary, string route = "/api/v1/things") =>
            app.MapGet(route, () => HttpStatusCode.OK).Operation(id, summary);

        const string id = "identity.things.list";
        _ = what switch
        {
            "forgotten" => app.MapGet("/api/v1/forgotten", () => "open"),
            "open" => app.MapGet("/metrics", () => "open").AllowAnonymous(),
            "stranger" => Named("nobody.things.list", "List things").RequiresSelf().AsTool(ToolUse.Read),
            "wordless" => Named(id, "").RequiresSelf().AsTool(ToolUse.Read),
            "undeclared" => Named(id, "List things").Requires(Undeclared).AsTool(ToolUse.Read),
            "unguarded" => Named(id, "List things").RequiresSelf().AsTool(ToolUse.Read).AllowAnonymous(),
            "targetless" => Named(id, "List things", "/api/v1/things/{id}").RequiresSelf().AsTool(ToolUse.Read),
            "elsewhere" => Named(id, "List things").RequiresSelf().AsTool(ToolUse.Read).Addresses("identity.thing"),
            "undecided" => Named(id, "List things").RequiresSelf(),
            "reasonless" => Named(id, "List things").AllowsAnyone(""),
            "error" => Named(id, "List things")
                .RequiresSelf()
                .AsTool(ToolUse.Read)
                .Fails(new Platform.Errors.Error("identity.made_up", 400, "It is not declared.")),
            _ => (
                Named(id, "List things").RequiresSelf().AsTool(ToolUse.Read),
                Named(id, "List more", "/api/v1/more").RequiresSelf().AsTool(ToolUse.Read)
            ).Item1,
        };
        return House.EndpointsOf(app);
    }
}
