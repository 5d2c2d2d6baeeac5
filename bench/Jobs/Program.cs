using System.CommandLine;
using System.Globalization;
using SmartAI.Bench.Jobs;
using SmartAI.Server.Commands;

// worker: the server's own verb, with the kinds that are measured beside its own. bare: the worker that this is held against.
// measure <rounds>: drives both and prints the figures as a page.
if (args is ["worker", ..])
    return await new RootCommand { Worker.Command(Kinds.AddTo) }
        .Parse(args)
        .InvokeAsync();
if (args is ["bare"])
    await BareQueue.WorkAsync(Environment.GetEnvironmentVariable("SMARTAI_DATABASE")!, TimeProvider.System);
if (args is not ["measure", var rounds])
{
    await Console.Error.WriteLineAsync("Usage: worker | bare | measure <rounds>");
    return 2;
}

await Verb.WithServicesAsync(
    async services => await new Measure(services).RunAsync(int.Parse(rounds, CultureInfo.InvariantCulture)),
    CancellationToken.None
);
return 0;
