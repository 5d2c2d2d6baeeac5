using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SmartAI.Platform.Access;

namespace SmartAI.Platform.Operations.Tools;

/// <summary>An operation as the assistant and MCP clients see it.</summary>
public sealed class Tool
{
    internal Tool(OperationInfo info, string method, RouteEndpoint endpoint, ToolArguments arguments) =>
        (Name, Info, Method, Endpoint, Arguments) = (NameOf(info.Name.Id), info, method, endpoint, arguments);

    /// <summary>The operation id with underscores: <c>identity_users_list</c>.</summary>
    public string Name { get; }

    /// <summary>What was declared about the operation.</summary>
    public OperationInfo Info { get; }

    /// <summary>One short sentence.</summary>
    public string Title => Info.Name.Summary;

    /// <summary>What it does and who may call it.</summary>
    public required string Description { get; init; }

    /// <summary>JSON Schema of the arguments: route, query, If-Match and body in one closed object.</summary>
    public required JsonElement Input { get; init; }

    /// <summary>JSON Schema of the result; null if a success is not one object.</summary>
    public required JsonElement? Output { get; init; }

    /// <summary>True if it changes nothing.</summary>
    public bool ReadsOnly => Info.Tool == ToolUse.Read;

    /// <summary>True if the person's roles allow it; a token's scopes are asked at the call, so that a refusal can name what is missing.</summary>
    public bool IsShownTo(Caller caller) => Info.Access.Permission is not { } permission || caller.Granted.Contains(permission);

    internal static string NameOf(string operationId) => operationId.Replace('.', '_');

    internal string Method { get; }
    internal RouteEndpoint Endpoint { get; }
    internal ToolArguments Arguments { get; }
}

/// <summary>One call of a tool.</summary>
/// <param name="Name">The tool's name.</param>
/// <param name="Arguments">One JSON object; undefined means none.</param>
/// <param name="Caller">In whose name, with what rights.</param>
/// <param name="Face">The face that it is audited under.</param>
/// <param name="CallId">New for each thing to be done: it is the Idempotency-Key of a change, whatever its method.</param>
/// <param name="Origin">Where the call came from.</param>
public sealed record ToolCall(string Name, JsonElement Arguments, Caller Caller, Face Face, string CallId, ToolOrigin Origin)
{
    /// <summary>True where the person has said that this tool need not ask for now. It counts only where the tool's policy lets it.</summary>
    public bool HasStandingYes { get; init; }
}

/// <summary>Address and client of the request that a tool call came with, so that the audit trail shows where a person was.</summary>
public sealed record ToolOrigin(IPAddress? Address, string? Client)
{
    /// <summary>The origin of a call that no request stands behind.</summary>
    public static ToolOrigin None { get; } = new(null, null);

    /// <summary>The origin of a request.</summary>
    public static ToolOrigin Of(HttpContext http) => new(http.Connection.RemoteIpAddress, http.Request.Headers.UserAgent.ToString());
}

/// <summary>What came of a call.</summary>
/// <param name="IsError">True if the operation refused or failed; <paramref name="Content"/> is then its problem details.</param>
/// <param name="Status">The HTTP status that the operation answered with.</param>
/// <param name="Content">The answer's JSON; null where it had none.</param>
/// <param name="Code">The error's stable code; null on success; <c>approval_pending</c> where it waits for a person's yes.</param>
public sealed record ToolResult(bool IsError, int Status, JsonElement? Content, string? Code)
{
    /// <summary>The version of what was answered: what a change takes as <c>ifMatch</c>.</summary>
    public string? ETag { get; init; }

    /// <summary>What waits for a person's yes; nothing has been changed yet.</summary>
    public Guid? ApprovalId { get; init; }
}
