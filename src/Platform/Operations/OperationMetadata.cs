using Microsoft.AspNetCore.Http;
using SmartAI.Platform.Errors;

namespace SmartAI.Platform.Operations;

/// <summary>How an operation may be used as a tool.</summary>
public enum ToolUse
{
    /// <summary>It only reads: it runs at once.</summary>
    Read,

    /// <summary>It changes something: the assistant asks first.</summary>
    AfterApproval,
}

/// <summary>The id and the sentence of an operation.</summary>
public sealed record OperationName(string Id, string Summary, string? Description);

/// <summary>Who may call. Exactly one of the three is meant: a permission, any signed-in person on their own account, or anybody, with the reason.</summary>
public sealed record AccessRule(string? Permission, bool Self, string? AnonymousBecause)
{
    /// <summary>What the OpenAPI document says in <c>x-permission</c>.</summary>
    public string? Shown => Permission ?? (Self ? "self" : null);
}

/// <summary>The errors that an operation declares beyond those that its kind always has.</summary>
public sealed record FailsWith(IReadOnlyList<Error> Errors);

/// <summary>Marks an operation as offered to the assistant and to MCP clients.</summary>
public sealed record ToolOffer(ToolUse Use);

/// <summary>Marks an operation as not offered, and says why.</summary>
public sealed record NoTool(string Because);

/// <summary>The context on which the operation's transaction is opened.</summary>
internal sealed record ChangesThrough(Type Context);

/// <summary>An answer that must not be buffered, or a change that is not one transaction: it looks after its own.</summary>
internal sealed record OwnTransaction;

/// <summary>A reading that must not keep others from theirs.</summary>
internal sealed record OutsideLane;

/// <summary>What an operation is about where its address names one thing.</summary>
/// <param name="Type">As the trail names it: <c>identity.user</c>.</param>
/// <param name="Parameters">The parts of the route that hold its id.</param>
public sealed record AddressedTarget(string Type, IReadOnlyList<string> Parameters)
{
    private const int Longest = 200;

    /// <summary>The id that a request names, as the trail writes it; null where there is none that could be one.</summary>
    internal string? IdIn(HttpContext http)
    {
        var text = string.Join('/', Parameters.Select(p => http.Request.RouteValues[p]));
        return text is not { Length: > 0 and <= Longest } || text.Contains('\0', StringComparison.Ordinal) ? null
            : Guid.TryParse(text, out var id) ? id.ToString()
            : text;
    }
}

/// <summary>Everything that was declared about one operation, read back from its endpoint.</summary>
public sealed record OperationInfo(OperationName Name, AccessRule Access, IReadOnlyList<Error> Errors, ToolUse? Tool)
{
    /// <summary>What it is about, where its route names one thing.</summary>
    public AddressedTarget? Target { get; init; }

    /// <summary>Null for endpoints that are not operations: web files, documents.</summary>
    public static OperationInfo? Of(Endpoint? endpoint) =>
        endpoint is null ? null : endpoint.Metadata.GetMetadata<OperationInfo>() ?? From(endpoint.Metadata);

    /// <summary>Puts together what was declared; an endpoint keeps it among its metadata, because each request asks more than once.</summary>
    internal static OperationInfo? From(IReadOnlyList<object> declared) =>
        Last<OperationName>(declared) is { } name && Last<AccessRule>(declared) is { } access
            ? new OperationInfo(name, access, [.. declared.OfType<FailsWith>().SelectMany(f => f.Errors)], Last<ToolOffer>(declared)?.Use)
            {
                Target = Last<AddressedTarget>(declared),
            }
            : null;

    // The last wins, as everywhere in an endpoint's metadata.
    private static T? Last<T>(IReadOnlyList<object> declared) => declared.OfType<T>().LastOrDefault();
}
