using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using SmartAI.Platform.Audit;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Operations;

namespace SmartAI.Platform.Access;

/// <summary>Holding a permission; null asks for nothing but being signed in.</summary>
internal sealed record PermissionRequirement(string? Permission) : IAuthorizationRequirement;

internal sealed class PermissionHandler : AuthorizationHandler<PermissionRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, PermissionRequirement requirement)
    {
        if (
            context.User.Identity is CallerIdentity { Caller: var caller }
            && (requirement.Permission is null || caller.May(requirement.Permission))
        )
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}

/// <summary>Turns a refusal into problem details and an audit entry.</summary>
internal sealed class RefusalWriter(AuditTrail trail) : IAuthorizationMiddlewareResultHandler
{
    public async Task HandleAsync(
        RequestDelegate next,
        HttpContext context,
        AuthorizationPolicy policy,
        PolicyAuthorizationResult authorizeResult
    )
    {
        if (authorizeResult.Succeeded)
        {
            await next(context);
            return;
        }

        var caller = Caller.Of(context);
        var asked = OperationInfo.Of(context.GetEndpoint());
        var error =
            caller is null ? PlatformErrors.NotSignedIn
            : asked?.Access.Permission is { } permission && caller.Granted.Contains(permission) ? PlatformErrors.ScopeMissing
            : PlatformErrors.Denied;

        var problem = error.ToProblem();
        // Named to the caller so that they can ask for it; what others may do is not told.
        if (caller is not null && asked?.Access.Permission is { } missing)
            problem.ProblemDetails.Extensions["permission"] = missing;
        if (asked is not null)
        {
            var operation = new OperationContext();
            operation.Begin(context, asked);
            await trail.NotDoneAsync(operation, asked.Name.Id, error.Status, error.Code);
        }

        await problem.ExecuteAsync(context);
    }
}
