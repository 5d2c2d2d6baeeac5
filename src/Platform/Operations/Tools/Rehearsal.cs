using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SmartAI.Platform.Audit;
using SmartAI.Platform.Errors;

namespace SmartAI.Platform.Operations.Tools;

/// <summary>
/// Set on a call that must not reach its handler: it goes through rights, binding and validation like the real one, and then stops; or, with a refusal,
/// through the rights only, so that what is refused stands in the trail like any other refusal.
/// </summary>
internal sealed record Rehearsal(Error? Refusal)
{
    /// <summary>Stands last before the handler of every changing tool.</summary>
    internal static EndpointFilterDelegate Stop(EndpointFilterFactoryContext context, EndpointFilterDelegate next) =>
        invocation =>
            invocation.HttpContext.Features.Get<Rehearsal>() is null
                ? next(invocation)
                : ValueTask.FromResult<object?>(TypedResults.NoContent());

    /// <summary>Stands behind authorization.</summary>
    internal static async Task RefuseAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Features.Get<Rehearsal>()?.Refusal is not { } error || OperationInfo.Of(http.GetEndpoint()) is not { } asked)
        {
            await next(http);
            return;
        }

        var operation = new OperationContext();
        operation.Begin(http, asked);
        await http.RequestServices.GetRequiredService<AuditTrail>().NotDoneAsync(operation, asked.Name.Id, error.Status, error.Code);
        await error.ToProblem().ExecuteAsync(http);
    }
}
