using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using SmartAI.Architecture.Tests;
using SmartAI.Platform.Modules;
using SmartAI.Server;
using SmartAI.Server.Commands;

[assembly: AssemblyFixture(typeof(House))]

namespace SmartAI.Architecture.Tests;

/// <summary>What the guards look at: the modules that the build found, and the endpoints of the whole server. It needs no database.</summary>
public sealed class House : IAsyncLifetime
{
    private WebApplication? _app;

    internal static string Root { get; } = FindRoot();

    internal static ModuleCatalog Catalog { get; } = ModuleCatalog.Of(typeof(ServerHost).Assembly);

    /// <summary>Every schema that somebody owns: a module's has the module's name.</summary>
    internal static IReadOnlyCollection<string> Schemas { get; } = ["platform", .. Catalog.Modules.Select(m => m.Name)];

    /// <summary>The projects that the server takes for modules, by assembly name: ours and the samples.</summary>
    internal static IReadOnlyDictionary<string, string> ModuleProjects { get; } =
        new[] { Path.Combine("src", "Modules"), "samples" }
            .Select(folder => new DirectoryInfo(Path.Combine(Root, folder)))
            .Where(folder => folder.Exists)
            .SelectMany(folder => folder.GetDirectories())
            .SelectMany(folder => folder.GetFiles("*.csproj"))
            .ToDictionary(file => $"SmartAI.{Path.GetFileNameWithoutExtension(file.Name)}", file => file.DirectoryName!);

    internal IServiceProvider Services => _app!.Services;

    internal IReadOnlyList<RouteEndpoint> Endpoints => EndpointsOf(_app!);

    public async ValueTask InitializeAsync() => _app = await OpenApi.UndeployedAsync(CancellationToken.None);

    public ValueTask DisposeAsync() => _app?.DisposeAsync() ?? ValueTask.CompletedTask;

    internal static IReadOnlyList<RouteEndpoint> EndpointsOf(IEndpointRouteBuilder app) =>
        [
            .. app
                .DataSources.SelectMany(s => s.Endpoints)
                .OfType<RouteEndpoint>()
                .DistinctBy(e => (e.DisplayName, e.RoutePattern.RawText, e.Order)),
        ];

    /// <summary>The project's own files, whatever folder the tests were built into.</summary>
    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "SmartAI.slnx")))
                return folder.FullName;
        throw new DirectoryNotFoundException("These tests read the repository: run them from inside it.");
    }
}
