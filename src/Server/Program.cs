using System.CommandLine;
using SmartAI.Server.Commands;

var root = new RootCommand("SmartAIPlatForm: a self-hosted platform to build a team's application on.")
{
    Serve.Command(),
    Worker.Command(),
    Migrate.Command(),
    Doctor.Command(),
    OpenApi.Command(),
    Users.Command(),
    Demo.Command(),
    Reference.Command(),
    Clean.Command(),
};
return await root.Parse(args).InvokeAsync();
