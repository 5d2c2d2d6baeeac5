using System.Security.Cryptography;
using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using SmartAI.Mcp.Servers;
using SmartAI.Mcp.Tools;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Http;

namespace SmartAI.Mcp.Client;

/// <summary>
/// Speaks with servers elsewhere, each time from the beginning: no session, no stream and no tool list of theirs is trusted from one call to the next.
/// </summary>
internal sealed class ServerClient(ServerAddresses addresses, ServerSecrets secrets, McpSettings settings) : IDisposable
{
    internal static readonly Error[] Errors =
    [
        McpErrors.ServerUnreachable,
        McpErrors.ServerTimedOut,
        McpErrors.ServerFailed,
        McpErrors.AnswerTooLarge,
        McpErrors.SecretUnreadable,
        PlatformErrors.Busy,
    ];

    /// <summary>A call with an idempotency key holds a database connection as long as the server takes: slow servers must not have them all.</summary>
    private const int MostAtOnce = 8;

    private readonly SemaphoreSlim _places = new(MostAtOnce);

    private readonly SocketsHttpHandler _connections = addresses.Connections(kept: TimeSpan.FromMinutes(2), headerKilobytes: 64);

    /// <summary>The tools that the server offers now.</summary>
    internal Task<(OfferedTools? Offered, Failure? Failure)> ListAsync(OutsideServer server, CancellationToken cancel) =>
        AskAsync(
            server,
            async (client, stop) => (OfferedTools?)OfferedTools.Of(await client.ListToolsAsync(cancellationToken: stop)),
            cancel
        );

    /// <summary>Calls a tool, if it still says of itself what was allowed.</summary>
    internal Task<(OutsideAnswer? Answer, Failure? Failure)> CallAsync(
        OutsideServer server,
        OutsideTool tool,
        JsonElement arguments,
        CancellationToken cancel
    ) =>
        AskAsync(
            server,
            async (client, stop) =>
            {
                var now = OfferedTools
                    .Of(await client.ListToolsAsync(cancellationToken: stop))
                    .Usable.FirstOrDefault(t => t.Name == tool.Name);
                if (now?.Hash != tool.AllowedHash)
                    throw new OutsideException(McpErrors.ToolChanged);
                var call = new CallToolRequestParams
                {
                    Name = tool.Name,
                    Arguments = arguments.Deserialize<Dictionary<string, JsonElement>>(),
                };
                return (OutsideAnswer?)OutsideAnswer.Of(await client.CallToolAsync(call, stop));
            },
            cancel
        );

    private async Task<(T? Answer, Failure? Failure)> AskAsync<T>(
        OutsideServer server,
        Func<McpClient, CancellationToken, Task<T?>> ask,
        CancellationToken cancel
    )
        where T : class
    {
        if (!await _places.WaitAsync(TimeSpan.Zero, cancel))
            return (null, new Failure(PlatformErrors.Busy, null));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(server.Seconds));
        using var bounds = new BoundedHandler(_connections, settings.MostBytes, limit);
        using var http = new HttpClient(bounds, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        try
        {
            await using var client = await McpClient.CreateAsync(Transport(server, http), cancellationToken: limit.Token);
            // Whatever the library still waits for: an answer to another id is none, and its time is over when ours is.
            return (await ask(client, limit.Token).WaitAsync(limit.Token), null);
        }
        catch (OutsideException refused)
        {
            return (null, new Failure(refused.Error, null));
        }
        catch (CryptographicException)
        {
            return (null, new Failure(McpErrors.SecretUnreadable, null));
        }
        catch (Exception failure)
            when (!cancel.IsCancellationRequested
                && failure
                    is OperationCanceledException
                        or McpException
                        or HttpRequestException
                        or IOException
                        or JsonException
                        or TimeoutException
            )
        {
            return (null, Failure.Of(failure, bounds.IsTooLarge, limit.IsCancellationRequested));
        }
        finally
        {
            _places.Release();
        }
    }

    private HttpClientTransport Transport(OutsideServer server, HttpClient http)
    {
        var options = new HttpClientTransportOptions
        {
            Endpoint = new Uri(server.Url),
            TransportMode = HttpTransportMode.StreamableHttp,
            ConnectionTimeout = TimeSpan.FromSeconds(server.Seconds),
        };
        if (server is { Header: { } header, ProtectedSecret: { } secret })
            options.AdditionalHeaders = new Dictionary<string, string> { [header] = secrets.Reveal(secret) };
        return new HttpClientTransport(options, http, ownsHttpClient: false);
    }

    public void Dispose()
    {
        _connections.Dispose();
        _places.Dispose();
    }
}

/// <summary>Ends a call for a reason of ours.</summary>
internal sealed class OutsideException(Error error) : Exception(error.Title)
{
    internal Error Error => error;
}

/// <summary>Why nothing came of it.</summary>
internal sealed record Failure(Error Error, string? Detail)
{
    internal Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult ToProblem() => Error.ToProblem(Detail);

    internal static Failure Of(Exception failure, bool isTooLarge, bool isLate) =>
        isTooLarge ? new Failure(McpErrors.AnswerTooLarge, null)
        : isLate ? new Failure(McpErrors.ServerTimedOut, null)
        : Refused(failure) is { } refused ? new Failure(McpErrors.ServerUnreachable, refused.Message)
        : failure is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown }
            ? new Failure(McpErrors.ServerUnreachable, null)
        : new Failure(McpErrors.ServerFailed, null);

    private static AddressRefusedException? Refused(Exception? failure) =>
        failure is null or AddressRefusedException ? failure as AddressRefusedException : Refused(failure.InnerException);
}
