using System.CommandLine;
using SmartAI.Platform.Data;
using SmartAI.Platform.Operations.OpenApi;
using SmartAI.Platform.Settings;

namespace SmartAI.Server.Commands;

/// <summary><c>smartai openapi</c>: prints the OpenAPI document; needs no database.</summary>
internal static class OpenApi
{
    internal static Command Command()
    {
        var output = new Option<FileInfo?>("--output") { Description = "Write to this file instead of standard output." };
        return new Command("openapi", "Print the OpenAPI document.") { output }.Runs(
            async (parsed, cancel) =>
            {
                await using var app = await UndeployedAsync(cancel);
                var document = await app.Services.GetRequiredService<OperationDocument>().JsonAsync();
                if (parsed.GetValue(output) is { } file)
                    await File.WriteAllTextAsync(file.FullName, document + "\n", cancel);
                else
                    Console.WriteLine(document);
                return 0;
            }
        );
    }

    /// <summary>The server as it would be, on a free port and no database: enough to describe itself.</summary>
    internal static async Task<WebApplication> UndeployedAsync(CancellationToken cancel)
    {
        const string nowhere = "Host=127.0.0.1;Port=1;Database=none;Username=none";
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new(nameof(ServerSettings.Port), "0")]).Build();
        var installation = Installation.On(
            settings,
            new DatabaseAddress(nowhere, nowhere, IsEmbedded: true),
            "describing operations needs no real key"
        );
        var app = ServerHost.BuildWeb(
            installation,
            withWorker: false,
            builder =>
            {
                builder.Logging.ClearProviders();
                // What a service lacks is found here, by make client and the architecture tests, and not anew at every start of a node.
                builder.Host.UseDefaultServiceProvider(provider => provider.ValidateScopes = provider.ValidateOnBuild = true);
            }
        );
        // Endpoints are described only once they are routed.
        await app.StartAsync(cancel);
        return app;
    }
}
