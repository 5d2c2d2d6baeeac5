using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SmartAI.Assistant.Tests.Models;

/// <summary>What a model says: words, each sent by itself, and calls of tools.</summary>
internal sealed record Said(string Text, params (string Id, string Name, string Arguments)[] Calls)
{
    /// <summary>Waited for after each word.</summary>
    internal Func<CancellationToken, Task> AfterWord { get; init; } = _ => Task.CompletedTask;
}

/// <summary>A real HTTP server that speaks each protocol as its maker documents it. The first part of the path says how it behaves.</summary>
internal sealed class ModelServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ModelServer(WebApplication app) => _app = app;

    internal sealed record Asked(string Path, IReadOnlyDictionary<string, string> Headers, JsonElement Body);

    internal ConcurrentQueue<Asked> Questions { get; } = new();

    /// <summary>What a model says to the behaviour "script", by what it was asked.</summary>
    internal Func<JsonElement, Said> Script { get; set; } = _ => new Said("Hello");

    internal string Origin => _app.Urls.Single();

    internal static async Task<ModelServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new ModelServer(app);
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        var behaviour = path.Split('/')[1];
        if (HttpMethods.IsGet(http.Request.Method))
        {
            await http.Response.WriteAsync(Wire.Models(path));
            return;
        }

        var body = await JsonSerializer.DeserializeAsync<JsonElement>(http.Request.Body);
        Questions.Enqueue(
            new(path, http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), body)
        );
        switch (behaviour)
        {
            case "busy":
                http.Response.StatusCode = 429;
                http.Response.Headers.RetryAfter = "7";
                await http.Response.WriteAsync("""{"error":{"message":"slow down","type":"rate_limit_error"}}""");
                return;
            case "overloaded":
                http.Response.StatusCode = 529;
                await http.Response.WriteAsync("""{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""");
                return;
            case "locked":
                http.Response.StatusCode = 401;
                await http.Response.WriteAsync("""{"error":{"message":"Incorrect API key provided: sk-very-secret"}}""");
                return;
            case "filtered":
                http.Response.StatusCode = 400;
                await http.Response.WriteAsync("""{"error":{"code":"content_filter","message":"The prompt was filtered."}}""");
                return;
            case "elsewhere":
                http.Response.Redirect("/answer" + path["/elsewhere".Length..]);
                return;
        }

        if (behaviour == "script")
            await SayAsync(http, Script(body));
        else
            await StreamAsync(http, behaviour, Wire.Of(path));
    }

    /// <summary>In OpenAI's protocol: words, then calls of tools.</summary>
    private static async Task SayAsync(HttpContext http, Said said)
    {
        var wire = new OpenAiWire();
        http.Response.ContentType = wire.ContentType;
        try
        {
            await WriteAsync(http, wire.Beginning);
            foreach (var word in said.Text.Split('|', StringSplitOptions.RemoveEmptyEntries))
            {
                await WriteAsync(http, [wire.Text(word)]);
                await said.AfterWord(http.RequestAborted);
            }

            await WriteAsync(
                http,
                [
                    .. said.Calls.Select((c, at) => OpenAiWire.Call(at, c.Id, c.Name, c.Arguments)),
                    .. wire.End(said.Calls.Length > 0 ? "tools" : "stop"),
                ]
            );
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            // The other side has had enough.
        }
    }

    private static async Task StreamAsync(HttpContext http, string behaviour, Wire wire)
    {
        http.Response.ContentType = wire.ContentType;
        try
        {
            switch (behaviour)
            {
                case "silent":
                    await http.Response.Body.FlushAsync();
                    await Task.Delay(Timeout.Infinite, http.RequestAborted);
                    break;
                case "cut":
                    await WriteAsync(http, [.. wire.Beginning, wire.Text("Hel")]);
                    http.Abort();
                    break;
                case "half":
                    await WriteAsync(http, [.. wire.Beginning, wire.Text("Hel")]);
                    break;
                case "malformed":
                    await WriteAsync(http, [.. wire.Beginning, wire.Broken]);
                    break;
                case "tools":
                    await WriteAsync(http, [.. wire.Beginning, .. wire.Tool, .. wire.End("tools")]);
                    break;
                case "stopped":
                    await WriteAsync(http, [.. wire.Beginning, wire.Text("Hel"), .. wire.End("filter")]);
                    break;
                case "giant":
                    await WriteAsync(http, [.. wire.Beginning, wire.Text(new string('a', 1 << 20)), .. wire.End("stop")]);
                    break;
                case "endless":
                    await WriteAsync(http, wire.Beginning);
                    while (!http.RequestAborted.IsCancellationRequested)
                        await WriteAsync(http, [wire.Text(new string('a', 1000))]);
                    break;
                case "open":
                    await WriteAsync(http, [.. wire.Beginning, wire.Text("Hel"), wire.Text("lo"), .. wire.End("stop")]);
                    await Task.Delay(Timeout.Infinite, http.RequestAborted);
                    break;
                default:
                    await WriteAsync(http, [.. wire.Beginning, wire.Text("Hel"), wire.Text("lo"), .. wire.End("stop")]);
                    break;
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            // The other side has had enough.
        }
    }

    private static async Task WriteAsync(HttpContext http, IEnumerable<string> pieces)
    {
        foreach (var piece in pieces)
        {
            await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(piece), http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app.StopAsync(limit.Token);
        await _app.DisposeAsync();
    }
}
