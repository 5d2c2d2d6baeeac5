using System.CommandLine;
using System.Globalization;
using SmartAI.Bench.Jobs;
using SmartAI.Server.Commands;

// worker: the server's own verb, with the kinds that are measured beside its own. measure <rounds>: drives such a worker and prints the figures as a page.
if (args is ["worker", ..])
    return await new RootCommand { Worker.Command(Kinds.AddTo) }
        .Parse(args)
        .InvokeAsync();
if (args is not ["measure", var rounds])
{
    await Console.Error.WriteLineAsync("Usage: worker | measure <rounds>");
    return 2;
}

await Verb.WithServicesAsync(
    async services => await new Measure(services).RunAsync(int.Parse(rounds, CultureInfo.InvariantCulture)),
    CancellationToken.None
);
return 0;
