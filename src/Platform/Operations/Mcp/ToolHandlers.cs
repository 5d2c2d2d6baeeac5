using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using SmartAI.Platform.Access;
using SmartAI.Platform.Approvals;
using SmartAI.Platform.Operations.Tools;

namespace SmartAI.Platform.Operations.Mcp;

/// <summary>Lists the tools of a caller, and calls one.</summary>
internal static class ToolHandlers
{
    /// <summary>Some clients read one page only: what one installation has fits in it, and a catalogue that outgrew it still works.</summary>
    internal const int PageSize = 200;

    /// <summary>Policies and roles may change at any moment; the call asks them anew.</summary>
    private static readonly TimeSpan s_freshFor = TimeSpan.FromMinutes(1);

    internal static async ValueTask<ListToolsResult> ListAsync(RequestContext<ListToolsRequestParams> request, CancellationToken cancel)
    {
        var services = request.Services!;
        var catalog = services.GetRequiredService<ToolCatalog>();
        var descriptions = services.GetRequiredService<ToolDescriptions>();
        var offered = await services.GetRequiredService<ToolPolicies>().OfferedAsync(catalog, ToolServer.CallerIn(services), cancel);
        // The last name of the page before: right also on another node, and where tools came or went in between.
        var after = request.Params?.Cursor;
        if (after is not null && catalog.Find(after) is null)
            throw new McpProtocolException("The cursor is not one of this list.", McpErrorCode.InvalidParams);
        var page = offered.Where(t => after is null || string.CompareOrdinal(t.Name, after) > 0).Take(PageSize + 1).ToList();
        return new ListToolsResult
        {
            Tools = [.. page.Take(PageSize).Select(t => descriptions.Of(t))],
            NextCursor = page.Count > PageSize ? page[PageSize - 1].Name : null,
            TimeToLive = s_freshFor,
            CacheScope = CacheScope.Private,
        };
    }

    internal static async ValueTask<CallToolResult> CallAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancel)
    {
        if (request.Params?.Name is null)
            throw new McpProtocolException("A call names its tool in params.", McpErrorCode.InvalidParams);
        var services = request.Services!;
        var (http, clock) = (ToolServer.HttpIn(services), services.GetRequiredService<TimeProvider>());
        var caller = ToolServer.CallerIn(services);
        var call = new ToolCall(
            request.Params.Name,
            ArgumentsOf(request),
            caller,
            Face.Mcp,
            CallIdOf(request.Params, caller) ?? Ids.New(clock).ToString(),
            ToolOrigin.Of(http)
        );
        var running = services.GetRequiredService<ToolDoor>().CallAsync(call, cancel);
        return Tell(await CallProgress.UntilAsync(running, request, clock, cancel));
    }

    private static JsonElement ArgumentsOf(RequestContext<CallToolRequestParams> request) =>
        request.Params.Arguments is { } arguments ? JsonSerializer.SerializeToElement(arguments) : default;

    /// <summary>
    /// What a client gives as <c>_meta.idempotencyKey</c>, for a call that it may have to repeat. Not the protocol's own id: clients count their requests from 1
    /// in every session, and would be answered with another call's result.
    /// </summary>
    private static string? CallIdOf(CallToolRequestParams call, Caller caller) =>
        call.Meta?["idempotencyKey"] is JsonValue value
        && value.TryGetValue<string>(out var key)
        && key is { Length: > 0 and <= 100 }
        && key.All(c => c is >= '!' and <= '~')
            ? $"mcp:{caller.CredentialId}:{key}"
            : null;

    private static CallToolResult Tell(ToolResult result)
    {
        var told = new CallToolResult
        {
            IsError = result.IsError,
            // An object by the protocol's revisions up to 2025-11-25; anything else is told as text.
            StructuredContent = result.Content is { ValueKind: JsonValueKind.Object } ? result.Content : null,
            Content = [new TextContentBlock { Text = result.Content?.GetRawText() ?? "Done." }],
        };
        if (result.ETag is { } tag)
        {
            // In words too: most clients show the model the text only.
            told.Content.Add(new TextContentBlock { Text = $"To change this, pass ifMatch {tag}" });
            told.Meta = new JsonObject { ["etag"] = tag };
        }

        return told;
    }
}
