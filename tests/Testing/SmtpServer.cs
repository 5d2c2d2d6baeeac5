using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;
using MimeKit;

namespace SmartAI.Testing;

/// <summary>A real SMTP server in a process of its own (tests/tools/smtp.mjs). It ends with its standard input, also when the test is killed.</summary>
public sealed class SmtpServer : IAsyncDisposable
{
    private static readonly TimeSpan s_limit = Patience.Limit;
    private readonly Process _process;
    private readonly Channel<JsonElement> _events = Channel.CreateUnbounded<JsonElement>();

    private SmtpServer(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { } json)
                _events.Writer.TryWrite(JsonDocument.Parse(json).RootElement);
            else
                _events.Writer.TryComplete();
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Where it listens on loopback.</summary>
    public int Port { get; private set; }

    /// <summary>Starts one; the arguments are those of smtp.mjs.</summary>
    public static async Task<SmtpServer> StartAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("node")
        {
            WorkingDirectory = Tools(),
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])["smtp.mjs", .. arguments])
            start.ArgumentList.Add(argument);
        var server = new SmtpServer(Process.Start(start)!);
        server.Port = (await server.NextAsync("listening")).GetProperty("port").GetInt32();
        return server;
    }

    /// <summary>The next event of this name; others before it are passed over.</summary>
    public async Task<JsonElement> NextAsync(string name)
    {
        using var limit = new CancellationTokenSource(s_limit);
        while (true)
        {
            var next = await _events.Reader.ReadAsync(limit.Token);
            if (next.GetProperty("event").GetString() == name)
                return next;
        }
    }

    /// <summary>
    /// The next mail that it took, or that it cut off where <paramref name="name"/> says so; with an address, only one to it: tests share a server, and
    /// another's mail may still be on its way.
    /// </summary>
    public async Task<MimeMessage> NextMailAsync(string name = "mail", string? to = null)
    {
        var next = await NextAsync(name);
        while (to is not null && !next.GetProperty("to").ToString().Contains(to, StringComparison.Ordinal))
            next = await NextAsync(name);
        var raw = next.GetProperty("raw").GetBytesFromBase64();
        using var stream = new MemoryStream(raw);
        return await MimeMessage.LoadAsync(stream);
    }

    /// <summary>Ends the server and returns the names of the events that nobody has read.</summary>
    public async Task<string[]> EndAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        var names = new List<string>();
        await foreach (var left in _events.Reader.ReadAllAsync())
            names.Add(left.GetProperty("event").GetString()!);
        return [.. names];
    }

    /// <summary>The names of the events to an address that are there and that nobody has read; they are read then.</summary>
    public IReadOnlyList<string> LeftFor(string address)
    {
        var left = new List<string>();
        while (_events.Reader.TryRead(out var next))
            if (next.TryGetProperty("to", out var to) && to.ToString().Contains(address, StringComparison.Ordinal))
                left.Add(next.GetProperty("event").GetString()!);
        return left;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await EndAsync();
        _process.Dispose();
    }

    private static string Tools()
    {
        if (Environment.GetEnvironmentVariable("SMARTAI_TEST_TOOLS") is { } configured)
            return configured;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var tools = Path.Combine(folder.FullName, "tests", "tools");
            if (Directory.Exists(Path.Combine(tools, "node_modules", "smtp-server")))
                return tools;
        }
        throw new InvalidOperationException("The SMTP server for tests is not installed. Run: npm ci --prefix tests/tools");
    }
}
