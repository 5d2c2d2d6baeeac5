using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SmartAI.Bench.Mcp;
using SmartAI.Platform.Operations;
using SmartAI.Server;
using SmartAI.Server.Commands;

// serve: the whole server, with two things that the product does not have. A read over REST with the header Bench-Audited leaves the line in the trail that
// the same read leaves over MCP; and BENCH_TOOLS is the number of tools that are added to the catalogue.
await using var installation = await Installation.OpenAsync(Installation.FromEnvironment(), TimeProvider.System, CancellationToken.None);
await using var app = ServerHost.BuildWeb(
    installation,
    withWorker: false,
    builder => builder.Services.AddSingleton<IStartupFilter, AuditedReads>()
);
var many = app.MapGroup("/api/v1/many");
foreach (
    var number in Enumerable.Range(0, int.Parse(Environment.GetEnvironmentVariable("BENCH_TOOLS") ?? "0", CultureInfo.InvariantCulture))
)
{
    many.MapPost($"/{number}/{{id:guid}}/turns", (Guid id, Turn turn, CancellationToken cancel) => TypedResults.Ok(turn))
        .Operation($"many.thing{number}.turn", $"Turn thing {number}", "Turns the thing as far as asked, if nobody else is turning it.")
        .RequiresSelf()
        .AsTool(ToolUse.AfterApproval);
}

await Serve.PrepareAsync(app.Services, installation.Database.IsEmbedded, CancellationToken.None);
await app.RunAsync();
