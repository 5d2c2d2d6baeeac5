using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace SmartAI.Platform.Lists;

/// <summary>
/// The query of a call to a list, not yet read: only the list's declaration knows what it may hold. A handler takes it as a parameter and
/// hands it to <see cref="ListOf{TRow,TItem}.AnswerAsync"/>. Never fails: what is wrong with the query is told by the answer.
/// </summary>
public sealed class ListRequest
{
    internal ListRequest(HttpContext context) => Context = context;

    internal HttpContext Context { get; }

    /// <summary>What a cursor is bound to: the operation id, or the route where an endpoint has none.</summary>
    internal string Operation
    {
        get
        {
            var endpoint = Context.GetEndpoint();
            return endpoint?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName
                ?? (endpoint as RouteEndpoint)?.RoutePattern.RawText
                ?? Context.Request.Path.Value
                ?? "";
        }
    }

    /// <summary>The last fixed part of the address: <c>users</c> for <c>/api/v1/users</c>. It names an exported file.</summary>
    internal string ListName =>
        (Context.GetEndpoint() as RouteEndpoint)
            ?.RoutePattern.PathSegments.Select(s => s.Parts)
            .LastOrDefault(parts => parts is [RoutePatternLiteralPart])
            is [RoutePatternLiteralPart name]
            ? name.Content
            : "list";
}
