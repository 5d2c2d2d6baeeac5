using System.CommandLine;
using System.Net;
using SmartAI.Platform.Settings;

namespace SmartAI.Server.Commands;

/// <summary><c>smartai health</c>: asks the server or worker on this machine how it is. Containers have nothing else to ask with.</summary>
internal static class Health
{
    internal static Command Command()
    {
        var live = new Option<bool>("--live") { Description = "Ask only whether the process answers, not whether its database does." };
        return new Command("health", "Ask the server, or a worker with --health, on this machine how it is.") { live }.Runs(
            (parsed, cancel) => RunAsync(parsed.GetValue(live) ? "/health/live" : "/health/ready", cancel)
        );
    }

    private static async Task<int> RunAsync(string path, CancellationToken cancel)
    {
        var settings = SettingsReader.Read<ServerSettings>(Installation.FromEnvironment());
        // No proxy of the environment stands between a program and its own machine.
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(4) };
        var address = new UriBuilder("http", Reachable(IPAddress.Parse(settings.Listen)), settings.Port, path).Uri;
        try
        {
            using var answer = await client.GetAsync(address, cancel);
            Console.WriteLine(await answer.Content.ReadAsStringAsync(cancel));
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception failure)
            when (failure is HttpRequestException || (failure is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            throw new OperatorException(
                $"{address} does not answer: {failure.Message} Is it running, and on SMARTAI_PORT={settings.Port}?"
            );
        }
    }

    /// <summary>What stands for all addresses is none that can be called.</summary>
    private static string Reachable(IPAddress listen) =>
        listen.Equals(IPAddress.Any) ? "127.0.0.1"
        : listen.Equals(IPAddress.IPv6Any) ? "[::1]"
        : listen.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{listen}]"
        : listen.ToString();
}
