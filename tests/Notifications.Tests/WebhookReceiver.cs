using System.Collections.Concurrent;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace SmartAI.Notifications.Tests;

/// <summary>A real HTTP server that takes webhooks and behaves as the path says.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Received> _received = new();
    private long _written;

    private WebhookReceiver(WebApplication app) => _app = app;

    internal sealed record Received(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
    {
        internal string Id => Headers["webhook-id"];
        internal string[] Signatures => Headers["webhook-signature"].Split(' ');
    }

    internal string Origin => _app.Urls.Single();

    /// <summary>How much of the endless answer was taken.</summary>
    internal long Written => Interlocked.Read(ref _written);

    internal IReadOnlyList<Received> At(string path) => [.. _received.Where(r => r.Path == path)];

    internal async Task<IReadOnlyList<Received>> UntilAsync(string path, int count) =>
        await Eventually.IsAsync(() => Task.FromResult(At(path)), all => all.Count >= count, $"{count} at {path}");

    internal static async Task<WebhookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new WebhookReceiver(app);
        app.Run(receiver.AnswerAsync);
        await app.StartAsync();
        return receiver;
    }

    private async Task AnswerAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var path = http.Request.Path.Value!;
        _received.Enqueue(
            new Received(
                path,
                http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
                body.ToArray()
            )
        );
        switch (path.Split('-')[0])
        {
            case "/late":
                await Task.Delay(TimeSpan.FromMinutes(10), http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                break;
            case "/held" when At(path).Count == 1:
                await Task.Delay(TimeSpan.FromMinutes(10), http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                break;
            case "/redirect":
                http.Response.Redirect("/inside");
                break;
            case "/once" when At(path).Count == 1:
                http.Response.StatusCode = 503;
                break;
            case "/gone":
                http.Response.StatusCode = 410;
                break;
            case "/cut":
                http.Abort();
                break;
            case "/endless":
                await EndlessAsync(http);
                break;
        }
    }

    /// <summary>A gigabyte, put on the connection itself: what is given to Kestrel after the other side has gone vanishes without an error.</summary>
    private async Task EndlessAsync(HttpContext http)
    {
        var socket = http.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket;
        // The head as well: what Kestrel was given may leave after what is put on the connection beside it.
        await socket.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n"u8.ToArray());
        var chunk = new byte[64 * 1024];
        try
        {
            while (Written < 1L << 30)
                Interlocked.Add(ref _written, await socket.SendAsync(chunk));
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // The other side has read enough.
        }

        http.Abort();
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app.StopAsync(limit.Token);
        await _app.DisposeAsync();
    }
}
