using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SmartAI.Platform.Access;
using SmartAI.Platform.Http;
using SmartAI.Platform.Lists;

namespace SmartAI.Platform.Operations;

/// <summary>
/// What a handler may take as a parameter beside route, query, body and services: <see cref="Caller"/>, <see cref="IfMatch"/> and <see cref="ListRequest"/>.
/// They are services of the request's scope and not bound by methods of their own (<c>BindAsync</c>): for each such parameter of each operation the framework
/// compiles an expression at the start, which took a tenth of it (docs/decisions/0052).
/// </summary>
internal static class HandlerParameters
{
    internal static IServiceCollection AddHandlerParameters(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        // Authorization has run by then: where nobody may call, null never gets here.
        services.AddScoped(provider => Caller.Of(RequestOf(provider))!);
        services.AddScoped(provider => new IfMatch(RequestOf(provider).Request.Headers.IfMatch.ToString()));
        services.AddScoped(provider => new ListRequest(RequestOf(provider)));
        return services;
    }

    private static HttpContext RequestOf(IServiceProvider provider) =>
        provider.GetRequiredService<IHttpContextAccessor>().HttpContext
        ?? throw new InvalidOperationException("A handler's parameter was asked for outside of a request.");
}
