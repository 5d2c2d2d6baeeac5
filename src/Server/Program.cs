using System.CommandLine;
using SmartAI.Server.Commands;

var root = new RootCommand("SmartAIPlatForm: a self-hosted platform to build a team's application on.")
{
    Serve.Command(),
    Worker.Command(),
    Migrate.Command(),
    Backup.Command(),
    Restore.Command(),
    Wal.Command(),
    Doctor.Command(),
    Health.Command(),
    OpenApi.Command(),
    Users.Command(),
    Demo.Command(),
    Reference.Command(),
    Clean.Command(),
};

// A stop waits for the requests that run (30 seconds, ServerHost) and then for the database; the library's own two seconds would leave that one behind.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(2) });
