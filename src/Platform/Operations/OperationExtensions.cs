using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using SmartAI.Platform.Access;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Operations.Tools;

namespace SmartAI.Platform.Operations;

/// <summary>What a builder writes behind <c>MapGet</c> and <c>MapPost</c>: one declaration, four faces.</summary>
public static class OperationExtensions
{
    /// <summary>Names the operation. The id is dotted and stable; its first part is the module.</summary>
    public static TBuilder Operation<TBuilder>(this TBuilder endpoint, string id, string summary, string? description = null)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoint
            .WithMetadata(new OperationName(id, summary, description))
            .WithName(id)
            .WithSummary(summary)
            .WithTags(id[..id.IndexOf('.')])
            .Finally(built =>
            {
                if (OperationInfo.From([.. built.Metadata]) is { } info)
                    built.Metadata.Add(info);
            });
        return endpoint;
    }

    /// <summary>Asks for a permission.</summary>
    public static TBuilder Requires<TBuilder>(this TBuilder endpoint, Permission permission)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint
            .WithMetadata(new AccessRule(permission.Name, false, null))
            .RequireAuthorization(policy => policy.AddRequirements(new PermissionRequirement(permission.Name)));

    /// <summary>Asks for any signed-in person: what they may do with their own account. No role can take it away.</summary>
    public static TBuilder RequiresSelf<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint
            .WithMetadata(new AccessRule(null, true, null))
            .RequireAuthorization(policy => policy.AddRequirements(new PermissionRequirement(null)));

    /// <summary>Lets anybody call. The reason is printed in docs/security.md.</summary>
    public static TBuilder AllowsAnyone<TBuilder>(this TBuilder endpoint, string because)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new AccessRule(null, false, because)).AllowAnonymous();

    /// <summary>
    /// Names the type of the one thing that the route addresses, so that the trail says what was refused, also where the caller never got to the
    /// handler. Owed by every operation with a parameter in its route.
    /// </summary>
    /// <param name="endpoint">The operation.</param>
    /// <param name="targetType">As in its audit actions: <c>identity.user</c>.</param>
    /// <param name="parameters">The parts of the route that hold the id; <c>id</c> where none is named.</param>
    public static TBuilder Addresses<TBuilder>(this TBuilder endpoint, string targetType, params string[] parameters)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new AddressedTarget(targetType, parameters.Length == 0 ? ["id"] : parameters));

    /// <summary>Declares the errors that the handler returns.</summary>
    public static TBuilder Fails<TBuilder>(this TBuilder endpoint, params Error[] errors)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new FailsWith(errors));

    /// <summary>Offers the operation as a tool.</summary>
    public static TBuilder AsTool<TBuilder>(this TBuilder endpoint, ToolUse use)
        where TBuilder : IEndpointConventionBuilder =>
        use == ToolUse.Read
            ? endpoint.WithMetadata(new ToolOffer(use))
            : endpoint.WithMetadata(new ToolOffer(use)).AddEndpointFilterFactory(Rehearsal.Stop);

    /// <summary>Keeps the operation from assistants and MCP clients. Not being offered is the default; the reason shows that somebody decided it.</summary>
    public static TBuilder NotATool<TBuilder>(this TBuilder endpoint, string because)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new NoTool(because));

    /// <summary>Leaves transaction and buffering to the handler: streams, and changes whose failures must be kept.</summary>
    public static TBuilder WithOwnTransaction<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new OwnTransaction());

    /// <summary>Takes no place among the readers: what has no end, and what waits for another server (docs/decisions/0047).</summary>
    public static TBuilder OutsideReadLane<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new OutsideLane());
}
