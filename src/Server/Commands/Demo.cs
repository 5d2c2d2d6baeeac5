using System.CommandLine;
using SmartAI.Platform.Access;
using SmartAI.Platform.Data;
using SmartAI.Platform.Operations;
using SmartAI.Platform.Operations.Maintenance;

namespace SmartAI.Server.Commands;

/// <summary><c>smartai demo</c>: fills an installation with believable people and activity, and takes them out again.</summary>
internal static class Demo
{
    internal static Command Command()
    {
        var people = Options.Number("--people", "How many people to make up; 120 when left out.", 1, 1_000_000);
        var remove = new Option<bool>("--remove") { Description = "Take out what the demo put in, and nothing else." };
        return new Command("demo", "Fill an installation with made-up people and activity.") { people, remove }.Runs(
            (parsed, cancel) => RunAsync(parsed.GetValue(people) ?? 120, parsed.GetValue(remove), cancel)
        );
    }

    private static async Task<int> RunAsync(int people, bool remove, CancellationToken cancel)
    {
        await Verb.WithServicesAsync(
            async services =>
            {
                services.GetRequiredService<OperationContext>().Begin("demo", Face.Cli);
                await Serve.PrepareAsync(services, services.GetRequiredService<DatabaseAddress>().IsEmbedded, cancel);
                var modules = services.GetServices<IDemoData>().ToList();
                // Last in, first out: activity names people. Filling again starts over, so that it never doubles.
                foreach (var module in Enumerable.Reverse(modules))
                    await module.RemoveAsync(cancel);
                if (remove)
                    return;
                foreach (var module in modules)
                    await module.FillAsync(people, cancel);
            },
            cancel
        );
        Console.WriteLine(
            remove
                ? "The demo's people and activity are gone."
                : $"{people} made-up people and their activity are in. Take them out with: smartai demo --remove"
        );
        return 0;
    }
}
