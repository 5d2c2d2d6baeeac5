using System.CommandLine;
using SmartAI.Platform.Data;

namespace SmartAI.Server.Commands;

/// <summary><c>smartai migrate</c>: brings the schema to this version, or tells what that would do.</summary>
internal static class Migrate
{
    internal static Command Command()
    {
        var plan = new Option<bool>("--plan")
        {
            Description = "Change nothing: print each pending migration's SQL, locks and expected scans.",
        };
        return new Command("migrate", "Bring the database's schema to this version.") { plan }.Runs(
            async (parsed, cancel) =>
            {
                var planned = parsed.GetValue(plan);
                await Verb.WithServicesAsync(
                    async services =>
                    {
                        var migrator = services.GetRequiredService<Migrator>();
                        if (planned)
                            Print(await migrator.PlanAsync(cancel));
                        else
                            await migrator.MigrateAsync(cancel);
                    },
                    cancel
                );
                if (!planned)
                    Console.WriteLine("The schema is up to date.");
                return 0;
            }
        );
    }

    // As SQL with comments: it can be kept, read by others and compared.
    private static void Print(IReadOnlyList<PlannedMigration> migrations)
    {
        Console.WriteLine(
            migrations.Count == 0
                ? "-- The schema is up to date: nothing is pending."
                : $"-- {migrations.Count} migrations are pending. Each runs in a transaction of its own; nothing has been changed."
        );
        foreach (var migration in migrations)
        {
            Console.WriteLine();
            Console.WriteLine($"-- {migration.Schema}: {migration.Id}");
            foreach (var statement in migration.Statements)
            {
                Console.WriteLine($"-- locks: {statement.Lock}");
                Console.WriteLine($"-- scans: {statement.Scan}");
                Console.WriteLine(statement.Sql);
                Console.WriteLine();
            }
        }
    }
}
