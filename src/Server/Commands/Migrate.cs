using System.CommandLine;
using SmartAI.Platform.Data;

namespace SmartAI.Server.Commands;

/// <summary><c>smartai migrate</c>: brings the schema to this version.</summary>
internal static class Migrate
{
    internal static Command Command() =>
        new Command("migrate", "Bring the database's schema to this version.").Runs(
            async (_, cancel) =>
            {
                await Verb.WithServicesAsync(services => services.GetRequiredService<Migrator>().MigrateAsync(cancel), cancel);
                Console.WriteLine("The schema is up to date.");
                return 0;
            }
        );
}
