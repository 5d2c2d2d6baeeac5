using SmartAI.Platform.Access;
using SmartAI.Platform.Audit;
using SmartAI.Platform.Errors;

namespace SmartAI.Mcp;

internal static class McpPermissions
{
    internal static readonly Permission ManageServers = new(
        "mcp.servers.manage",
        "Register outside MCP servers, keep their secrets, and allow their tools"
    );
    internal static readonly Permission CallTools = new("mcp.tools.call", "Use the allowed tools of outside MCP servers");
}

internal static class McpAudit
{
    internal const string Server = "mcp.server";
    internal const string Tool = "mcp.tool";

    internal static readonly AuditAction ServerCreated = new("mcp.server.created", Server);
    internal static readonly AuditAction ServerUpdated = new("mcp.server.updated", Server);
    internal static readonly AuditAction ServerDeleted = new("mcp.server.deleted", Server);
    internal static readonly AuditAction ServerRefreshed = new("mcp.server.refreshed", Server);
    internal static readonly AuditAction ToolAllowed = new("mcp.tool.allowed", Tool);
    internal static readonly AuditAction ToolForbidden = new("mcp.tool.forbidden", Tool);
    internal static readonly AuditAction ToolCalled = new("mcp.tool.called", Tool);
}

internal static class McpErrors
{
    internal static readonly Error ServerNotFound = new("mcp.server_not_found", 404, "There is no such server.");
    internal static readonly Error ServerUrlRefused = new(
        "mcp.server_url_refused",
        422,
        "Servers are reached at https addresses on the public internet, unless the installation allows others."
    );
    internal static readonly Error PrefixTaken = new("mcp.prefix_taken", 409, "Another server has this prefix.");
    internal static readonly Error HeaderUnusable = new(
        "mcp.header_unusable",
        422,
        "A secret goes into a header of its own, such as Authorization."
    );
    internal static readonly Error SecretMissing = new("mcp.secret_missing", 422, "A new address needs its secret entered again.");
    internal static readonly Error SecretUnreadable = new(
        "mcp.secret_unreadable",
        409,
        "The secret was kept under another master key: enter it again."
    );
    internal static readonly Error TooManyServers = new("mcp.too_many_servers", 409, "There are as many servers as there may be.");
    internal static readonly Error ServerUnreachable = new("mcp.server_unreachable", 502, "The server cannot be reached.");
    internal static readonly Error ServerTimedOut = new("mcp.server_timed_out", 504, "The server did not answer in its time.");
    internal static readonly Error ServerFailed = new("mcp.server_failed", 502, "The server did not answer as the protocol has it.");
    internal static readonly Error AnswerTooLarge = new("mcp.answer_too_large", 502, "The server sends more than an answer may have.");
    internal static readonly Error ToolNotFound = new("mcp.tool_not_found", 404, "There is no such tool, or it is not allowed.");
    internal static readonly Error ToolChanged = new(
        "mcp.tool_changed",
        409,
        "The tool is not what was allowed any more: somebody has to look at it and allow it again."
    );
}
