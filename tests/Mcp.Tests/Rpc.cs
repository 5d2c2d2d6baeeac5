using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace SmartAI.Mcp.Tests;

/// <summary>Speaks the protocol by hand, for what a client library would not do or would hide. By default as a client that shook hands.</summary>
internal sealed class Rpc(Uri node, string token) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = node, Timeout = Patience.Long };

    /// <summary>The answer's message, after the notifications that came before it.</summary>
    internal async Task<JsonElement> CallAsync(string method, object? parameters = null, string revision = "2025-11-25") =>
        (await MessagesAsync(method, parameters, revision))[^1];

    internal async Task<IReadOnlyList<JsonElement>> MessagesAsync(string method, object? parameters, string revision = "2025-11-25")
    {
        using var response = await SendAsync(method, parameters, revision: revision);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return response.Content.Headers.ContentType?.MediaType == "text/event-stream"
            ? [.. body.Split('\n').Where(l => l.StartsWith("data:", StringComparison.Ordinal)).Select(l => Parse(l[5..]))]
            : [Parse(body)];
    }

    internal async Task<HttpResponseMessage> SendAsync(
        string method,
        object? parameters,
        string? origin = null,
        string revision = "2025-11-25",
        CancellationToken cancel = default
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mcp")
        {
            Content = JsonContent.Create(
                new
                {
                    jsonrpc = "2.0",
                    id = 1,
                    method,
                    @params = parameters ?? new { },
                }
            ),
        };
        request.Headers.Accept.ParseAdd("application/json, text/event-stream");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("MCP-Protocol-Version", revision);
        if (string.CompareOrdinal(revision, "2026-07-28") >= 0)
            request.Headers.Add("Mcp-Method", method);
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
    }

    public void Dispose() => _http.Dispose();

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}

internal static class RpcOf
{
    /// <summary>A program that speaks by hand with a token of this person's.</summary>
    internal static async Task<Rpc> RpcAsync(this PlatformFixture platform, Browser person, params string[] scopes) =>
        new(platform.Node.Address, (await platform.TokenAsync(person, scopes)).Bearer!);
}
