using System.Net;
using System.Net.Sockets;
using SmartAI.Platform.Http;
using SmartAI.Platform.Notifications;

namespace SmartAI.Notifications.Webhooks;

/// <summary>
/// Sends to webhooks. Redirects are answers like any other, no proxy is asked, and of the answer only the status is read: neither a gigabyte nor ten minutes
/// of silence hold a worker.
/// </summary>
internal sealed class WebhookClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly TimeSpan _limit;

    public WebhookClient(AddressGuard guard, NotificationsSettings settings)
    {
        _limit = settings.WebhookTimeout;
        _http = new HttpClient(
            // Each message is checked anew: no connection is kept for the next.
            guard.Connections(kept: TimeSpan.Zero, headerKilobytes: 16)
        )
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    internal async Task<ChannelResult> PostAsync(
        Uri url,
        byte[] body,
        IEnumerable<(string Name, string Value)> headers,
        CancellationToken cancel
    )
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limited.CancelAfter(_limit);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new("application/json");
            request.Headers.UserAgent.Add(new("SmartAIPlatForm", null));
            foreach (var (name, value) in headers)
                request.Headers.TryAddWithoutValidation(name, value);
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limited.Token);
            return ResultOf(response.StatusCode);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // Whether it was taken nobody knows; the receiver knows a repeat by its id.
            return new ChannelResult(ChannelOutcome.Uncertain, "The webhook did not answer in time.");
        }
        catch (HttpRequestException failure) when (failure.InnerException is AddressRefusedException refused)
        {
            return new ChannelResult(ChannelOutcome.Refused, refused.Message);
        }
        catch (HttpRequestException failure)
            when (failure.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError)
        {
            return new ChannelResult(ChannelOutcome.TryLater, "The webhook cannot be reached.");
        }
        catch (HttpRequestException failure) when (failure.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            return new ChannelResult(ChannelOutcome.TryLater, "The webhook's certificate is not trusted.");
        }
        catch (Exception failure) when (failure is HttpRequestException or SocketException or IOException)
        {
            return new ChannelResult(ChannelOutcome.Uncertain, "The connection to the webhook ended before its answer.");
        }
    }

    // Standard Webhooks: 2xx is taken, 410 wants no more, and everything else may be better later.
    private static ChannelResult ResultOf(HttpStatusCode status) =>
        (int)status switch
        {
            >= 200 and < 300 => ChannelResult.Delivered,
            410 => new ChannelResult(ChannelOutcome.Refused, "The webhook answered 410: it wants no more."),
            >= 300 and < 400 => new ChannelResult(
                ChannelOutcome.TryLater,
                $"The webhook answered {(int)status}; redirects are not followed."
            ),
            var other => new ChannelResult(ChannelOutcome.TryLater, $"The webhook answered {other}."),
        };

    public void Dispose() => _http.Dispose();
}
