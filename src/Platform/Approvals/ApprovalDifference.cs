using System.Text.Json;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Operations.Tools;

namespace SmartAI.Platform.Approvals;

/// <summary>What a call would change, to be read by whoever decides.</summary>
/// <param name="TargetId">The id of the one thing that it is about.</param>
/// <param name="TargetName">Its name, where it could be read.</param>
/// <param name="Changes">The new values beside the present ones.</param>
internal sealed record SeenChange(string? TargetId, string? TargetName, IReadOnlyList<ApprovalChange> Changes);

/// <summary>
/// Reads the present values by the operation that reads the same address, with the caller's own rights: <c>identity.users.get</c> for a change of a
/// person. Nothing is declared for it; where there is no such operation, only the new values are known.
/// </summary>
internal sealed class ApprovalDifference(ToolCatalog catalog, ToolInvoker invoker)
{
    private static readonly string[] s_names = ["displayName", "name", "title", "subject", "email"];

    /// <summary>The difference, or why the call cannot succeed: the thing is not there, or not in the version that the caller read.</summary>
    internal async Task<(SeenChange? Seen, ToolResult? Refused)> ReadAsync(Tool tool, ToolCall call, CancellationToken cancel)
    {
        var given =
            call.Arguments.ValueKind == JsonValueKind.Object
                ? call.Arguments.EnumerateObject().ToDictionary(a => a.Name, a => a.Value, StringComparer.Ordinal)
                : [];
        var version = given.TryGetValue("ifMatch", out var sent) ? sent.ToString() : null;
        if (version is null && IsRequired(tool, "ifMatch"))
            return (null, await invoker.RefuseAsync(call, PlatformErrors.IfMatchRequired, cancel));

        var current = await CurrentAsync(tool, call, given, cancel);
        if (current is { IsError: true, Status: 404 })
            return (null, current);
        if (version is not null && current?.ETag is { } tag && version != "*" && version != tag)
            return (null, await invoker.RefuseAsync(call, PlatformErrors.Stale, cancel));

        var values = current is { IsError: false, Content: { ValueKind: JsonValueKind.Object } content } ? content : (JsonElement?)null;
        var changes = given
            .Where(a => tool.Arguments.Places.TryGetValue(a.Key, out var place) && place == ArgumentPlace.Body)
            .Select(a => Compare(a.Key, a.Value, values))
            .ToList();
        var id = tool.Info.Target is { } target
            ? string.Join('/', target.Parameters.Select(p => given.GetValueOrDefault(p).ToString()))
            : null;
        return (new SeenChange(id, NameIn(values), changes), null);
    }

    private async Task<ToolResult?> CurrentAsync(Tool tool, ToolCall call, Dictionary<string, JsonElement> given, CancellationToken cancel)
    {
        var reader = ReaderOf(tool);
        if (reader is null || (reader.Info.Access.Permission is { } permission && !call.Caller.May(permission)))
            return null;
        var route = given.Where(a => tool.Arguments.Places[a.Key] == ArgumentPlace.Route).ToDictionary(StringComparer.Ordinal);
        return await invoker.CallAsync(
            // Read by the platform for the person who decides; the program that asks is told nothing of it.
            call with
            {
                Name = reader.Name,
                Arguments = JsonSerializer.SerializeToElement(route),
                Face = Access.Face.Job,
            },
            cancel
        );
    }

    private Tool? ReaderOf(Tool tool)
    {
        var route = tool.Endpoint.RoutePattern.RawText ?? "";
        if (route.LastIndexOf('}') is var end && end < 0)
            return null;
        var address = route[..(end + 1)];
        return catalog.All.FirstOrDefault(t => t.ReadsOnly && t.Endpoint.RoutePattern.RawText?.TrimEnd('/') == address);
    }

    private static bool IsRequired(Tool tool, string argument) =>
        tool.Input.TryGetProperty("required", out var required) && required.EnumerateArray().Any(r => r.GetString() == argument);

    private static ApprovalChange Compare(string field, JsonElement after, JsonElement? values) =>
        values is { } now && now.TryGetProperty(field, out var before)
            ? new ApprovalChange(field, before, after, IsKnown: true)
            : new ApprovalChange(field, null, after, IsKnown: false);

    private static string? NameIn(JsonElement? values) =>
        values is { } now
            ? s_names
                .Select(n => now.TryGetProperty(n, out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null)
                .FirstOrDefault(n => n is not null)
            : null;
}
