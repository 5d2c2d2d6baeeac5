using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Operations;

namespace SmartAI.Architecture.Tests.Operations;

/// <summary>The errors that an operation can leave with are the ones it declares: clients, tools and the document are told no less.</summary>
public sealed class DeclaredErrorTests(House house)
{
    internal static readonly Error Told = new("planted.told", 409, "It is declared.");
    internal static readonly Error Untold = new("planted.untold", 409, "It is not declared.");

    [Fact]
    public void Every_error_that_a_handler_names_is_declared() => Undeclared(house.Endpoints).ShouldBeEmpty();

    [Fact]
    public void Every_error_that_a_module_declares_is_used_by_an_operation()
    {
        var used = house.Endpoints.Select(OperationInfo.Of).OfType<OperationInfo>().SelectMany(o => o.Errors).ToHashSet();

        House.Catalog.Modules.SelectMany(m => m.Errors).Except(used).Select(e => e.Code).ShouldBeEmpty();
    }

    [Fact]
    public void An_error_that_a_helper_of_the_handler_returns_is_reported_when_it_is_not_declared()
    {
        var app = WebApplication.CreateSlimBuilder().Build();
        app.MapPost("/planted", HandleAsync).Operation("planted.things.change", "Change a thing").RequiresSelf().Fails(Told);

        Undeclared(House.EndpointsOf(app))
            .ShouldHaveSingleItem()
            .ShouldBe("planted.things.change can fail with planted.untold and does not say so.");
    }

    private static IReadOnlyList<string> Undeclared(IEnumerable<RouteEndpoint> endpoints) =>
        [
            .. from endpoint in endpoints
            let info = OperationInfo.Of(endpoint)
            let handler = endpoint.Metadata.GetMetadata<MethodInfo>()
            where info is not null && handler is not null
            from error in HandlerCode.ErrorsOf(handler).Except(info.Errors)
            select $"{info.Name.Id} can fail with {error.Code} and does not say so.",
        ];

    private static async Task<ProblemHttpResult> HandleAsync(int count)
    {
        await Task.Yield();
        return count > 1 ? Told.ToProblem() : Helper();
    }

    private static ProblemHttpResult Helper() => Untold.ToProblem();
}
