using SmartAI.Assistant.Providers;

namespace SmartAI.Assistant.Models;

/// <summary>
/// The one way out to providers, under every client library: connections go only where they may, redirects and proxies are not followed, refusals are said
/// in our words before a library sees them, and no answer can be longer than its limits.
/// </summary>
internal sealed class ProviderHttp : IDisposable
{
    // A line of a stream is one token and what it is wrapped in; tools' arguments may come whole.
    private const int LongestLine = 512 * 1024;
    private const int LongestStream = 32 * 1024 * 1024;
    private const int LongestDocument = 4 * 1024 * 1024;

    private readonly SocketsHttpHandler _connections;
    private readonly TimeProvider _clock;

    public ProviderHttp(ProviderAddresses addresses, TimeProvider clock)
    {
        _clock = clock;
        // Long enough to spare the next question a handshake, short enough to follow a name that moves.
        _connections = addresses.Connections(kept: TimeSpan.FromMinutes(2), headerKilobytes: 64);
    }

    /// <summary>For streamed answers.</summary>
    internal HttpClient ForStreams(StreamCut cut, params (string Name, string Value)[] headers) =>
        Make(LongestLine, LongestStream, cut, headers);

    /// <summary>For documents, which may be one line.</summary>
    internal HttpClient ForDocuments(params (string Name, string Value)[] headers) =>
        Make(LongestDocument, LongestDocument, new StreamCut(), headers);

    private HttpClient Make(int longestLine, int longest, StreamCut cut, (string Name, string Value)[] headers)
    {
        var http = new HttpClient(new ProviderHandler(_connections, _clock, longestLine, longest, cut), disposeHandler: false)
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        foreach (var (name, value) in headers)
            http.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        return http;
    }

    public void Dispose() => _connections.Dispose();

    private sealed class ProviderHandler(HttpMessageHandler connections, TimeProvider clock, int longestLine, int longest, StreamCut cut)
        : DelegatingHandler(connections)
    {
        private const int Explained = 8 * 1024;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                using (response)
                    throw ProviderException.OfStatus(
                        response.StatusCode,
                        await BeginningAsync(response, cancellationToken),
                        RetryAfter(response)
                    );
            }

            var bounded = new StreamContent(
                new BoundedStream(await response.Content.ReadAsStreamAsync(cancellationToken), longestLine, longest, cut.Token)
            );
            foreach (var (name, values) in response.Content.Headers)
                bounded.Headers.TryAddWithoutValidation(name, values);
            response.Content = bounded;
            return response;
        }

        private static async Task<string> BeginningAsync(HttpResponseMessage response, CancellationToken cancel)
        {
            try
            {
                await using var body = await response.Content.ReadAsStreamAsync(cancel);
                var bytes = new byte[Explained];
                var read = await body.ReadAtLeastAsync(bytes, Explained, throwOnEndOfStream: false, cancel);
                return System.Text.Encoding.UTF8.GetString(bytes, 0, read);
            }
            catch (Exception failure) when (failure is IOException or HttpRequestException)
            {
                // The status says enough.
                return "";
            }
        }

        private TimeSpan? RetryAfter(HttpResponseMessage response)
        {
            var header = response.Headers.RetryAfter;
            var wait = header?.Delta ?? header?.Date - clock.GetUtcNow();
            return wait is { } some && some > TimeSpan.Zero ? some : null;
        }
    }
}
