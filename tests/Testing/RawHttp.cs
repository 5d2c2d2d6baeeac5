using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace SmartAI.Testing;

/// <summary>
/// HTTP/1.1 as it stands on the wire, over one connection that is kept while the server keeps it: <see cref="HttpClient"/> would correct or refuse what a
/// hostile client sends.
/// </summary>
public sealed class RawHttp(Uri address) : IDisposable
{
    private static readonly TimeSpan s_limit = Patience.Limit;
    private TcpClient? _connection;
    private BufferedStream? _stream;

    /// <summary>Sends the bytes and reads one answer.</summary>
    public async Task<RawAnswer> SendAsync(byte[] request, bool answerHasBody = true)
    {
        using var limit = new CancellationTokenSource(s_limit);
        try
        {
            return await TryAsync(request, answerHasBody, limit.Token);
        }
        catch (IOException) when (!limit.IsCancellationRequested)
        {
            // A connection that the server had just closed: on a new one this is the first request.
            Dispose();
            return await TryAsync(request, answerHasBody, limit.Token);
        }
    }

    private async Task<RawAnswer> TryAsync(byte[] request, bool answerHasBody, CancellationToken cancel)
    {
        if (_stream is null)
        {
            _connection = new TcpClient { NoDelay = true };
            await _connection.ConnectAsync(address.Host, address.Port, cancel);
            _stream = new BufferedStream(_connection.GetStream());
        }

        await _stream.WriteAsync(request, cancel);
        await _stream.FlushAsync(cancel);
        RawAnswer answer;
        do answer = await ReadAsync(_stream, answerHasBody, cancel);
        while (answer.Status == 100);
        if (answer.Header("Connection") == "close")
            Dispose();
        return answer;
    }

    private static async Task<RawAnswer> ReadAsync(Stream stream, bool answerHasBody, CancellationToken cancel)
    {
        var status = int.Parse((await LineAsync(stream, cancel)).Split(' ')[1], CultureInfo.InvariantCulture);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await LineAsync(stream, cancel) is { Length: > 0 } line)
            headers[line[..line.IndexOf(':')]] = line[(line.IndexOf(':') + 1)..].Trim();
        using var body = new MemoryStream();
        if (answerHasBody && status is >= 200 and not 204 and not 304)
        {
            if (headers.TryGetValue("Content-Length", out var length))
                await CopyAsync(stream, body, int.Parse(length, CultureInfo.InvariantCulture), cancel);
            else if (headers.ContainsKey("Transfer-Encoding"))
                while (int.Parse(await LineAsync(stream, cancel), NumberStyles.HexNumber, CultureInfo.InvariantCulture) is var chunk)
                {
                    await CopyAsync(stream, body, chunk, cancel);
                    await LineAsync(stream, cancel);
                    if (chunk == 0)
                        break;
                }
        }

        return new RawAnswer(status, headers, Encoding.UTF8.GetString(body.ToArray()));
    }

    private static async Task<string> LineAsync(Stream stream, CancellationToken cancel)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (true)
        {
            if (await stream.ReadAsync(one, cancel) == 0)
                throw new IOException("The server closed the connection.");
            if (one[0] == '\n')
                return Encoding.Latin1.GetString([.. line]).TrimEnd('\r');
            line.Add(one[0]);
        }
    }

    private static async Task CopyAsync(Stream from, Stream to, int count, CancellationToken cancel)
    {
        var bytes = new byte[count];
        await from.ReadExactlyAsync(bytes, cancel);
        await to.WriteAsync(bytes, cancel);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _connection?.Dispose();
        (_connection, _stream) = (null, null);
    }
}

/// <summary>An answer from the wire.</summary>
public sealed record RawAnswer(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>A header's value, or null.</summary>
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
