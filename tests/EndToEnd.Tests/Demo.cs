using Microsoft.Extensions.DependencyInjection;
using SmartAI.Platform.Operations.Maintenance;

namespace SmartAI.EndToEnd.Tests;

/// <summary>The made-up people and activity of <c>smartai demo</c>.</summary>
internal static class Demo
{
    internal static async Task FillAsync(IServiceProvider services, int people, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        foreach (var module in scope.ServiceProvider.GetServices<IDemoData>())
            await module.FillAsync(people, cancel);
    }
}
