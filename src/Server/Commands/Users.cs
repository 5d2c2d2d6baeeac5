using System.CommandLine;
using SmartAI.Platform.Access;
using SmartAI.Platform.Data;
using SmartAI.Platform.Operations;
using SmartAI.Platform.Operations.Maintenance;

namespace SmartAI.Server.Commands;

/// <summary><c>smartai users</c>: what must work where nobody can sign in.</summary>
internal static class Users
{
    internal static Command Command()
    {
        var email = new Option<string>("--email") { Description = "The email address to sign in with.", Required = true };
        var name = new Option<string>("--name") { Description = "The name that people see.", Required = true };
        var create = new Command("create-admin", "Make an administrator; the password is read from standard input.") { email, name }.Runs(
            (parsed, cancel) => CreateAsync(parsed.GetValue(email)!, parsed.GetValue(name)!, cancel)
        );
        return new Command("users", "Look after people.") { create };
    }

    private static async Task<int> CreateAsync(string email, string name, CancellationToken cancel)
    {
        // Never an argument: those are seen by everybody on the machine.
        if (!Console.IsInputRedirected)
            await Console.Error.WriteAsync("Password: ");
        var password = await Console.In.ReadLineAsync(cancel) ?? "";
        string? refused = null;
        await Verb.WithServicesAsync(
            async services =>
            {
                services.GetRequiredService<OperationContext>().Begin("users create-admin", Face.Cli);
                await Serve.PrepareAsync(services, services.GetRequiredService<DatabaseAddress>().IsEmbedded, cancel);
                refused = await services.GetRequiredService<IAdministratorMaker>().MakeAsync(email, name, password, cancel);
            },
            cancel
        );
        if (refused is not null)
            throw new OperatorException(refused);
        Console.WriteLine($"{email} is an administrator.");
        return 0;
    }
}
