using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using SmartAI.Platform.Access;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Http;
using SmartAI.Platform.Settings;

namespace SmartAI.Platform.Operations.Mcp;

/// <summary>Being signed in, to be asked for by token.</summary>
internal sealed record BearerRequirement : IAuthorizationRequirement;

/// <summary>Whoever nobody stands behind learns how to sign in (RFC 9110, section 11.6.1): MCP clients start from that header.</summary>
internal sealed class BearerHandler : AuthorizationHandler<BearerRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, BearerRequirement requirement)
    {
        if (context.User.Identity is CallerIdentity)
            context.Succeed(requirement);
        else if (context.Resource is HttpContext http)
            http.Response.Headers.WWWAuthenticate = ToolServerGate.Challenge;
        return Task.CompletedTask;
    }
}

/// <summary>
/// What stands before the protocol. A session cookie does not count here: a browser sends it by itself, and a page of another origin must not be able to
/// call tools in somebody's name. For the same reason the protocol has a foreign Origin refused (Streamable HTTP, security warning).
/// </summary>
internal static class ToolServerGate
{
    internal const string Challenge = "Bearer";

    internal static RequestDelegate Before(RequestDelegate next) =>
        http =>
        {
            if (Caller.Of(http) is not { Face: not Face.Web })
            {
                http.Response.Headers.WWWAuthenticate = Challenge;
                return PlatformErrors
                    .NotSignedIn.ToProblem("MCP takes a personal access token as bearer, not a session cookie.")
                    .ExecuteAsync(http);
            }

            if (
                http.Request.Headers.Origin.ToString() is { Length: > 0 } origin
                && !http.RequestServices.GetRequiredService<PublicAddress>().IsOrigin(origin)
            )
                return PlatformErrors.Csrf.ToProblem("The request comes from another origin.").ExecuteAsync(http);
            if (http.Request.ContentLength > JsonBodyMiddleware.MaxBytes)
                return PlatformErrors.TooLarge.ToProblem().ExecuteAsync(http);
            // For a body of no declared length; the server refuses the byte after.
            if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
                limit.MaxRequestBodySize = JsonBodyMiddleware.MaxBytes;
            return next(http);
        };
}
