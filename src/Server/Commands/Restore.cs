using System.CommandLine;
using System.Globalization;
using SmartAI.Platform.Backups;

namespace SmartAI.Server.Commands;

/// <summary><c>smartai restore</c>: into an empty database, in the place of one, or only as a proof.</summary>
internal static class Restore
{
    internal static Command Command()
    {
        var from = Backup.Place();
        var name = new Argument<string?>("name")
        {
            Description = "A name of smartai backup list; the newest when left out.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var verify = new Option<bool>("--verify") { Description = "Restore into a scratch database, compare every table, and drop it." };
        var replace = new Option<bool>("--replace")
        {
            Description = "Take the place of a database that is not empty; that one stays under another name.",
        };
        return new Command("restore", "Restore a backup, or prove with --verify that it can be restored.")
        {
            name,
            from,
            verify,
            replace,
        }.Runs(
            (parsed, cancel) =>
                parsed.GetValue(verify)
                    ? VerifyAsync(parsed.GetValue(from), parsed.GetValue(name), cancel)
                    : RestoreAsync(parsed.GetValue(from), parsed.GetValue(name), parsed.GetValue(replace), cancel)
        );
    }

    private static async Task<int> VerifyAsync(string? from, string? name, CancellationToken cancel)
    {
        await Verb.WithServicesAsync(
            async services =>
            {
                var place = services.GetRequiredService<BackupShelf>().Open(from);
                var proof = await services.GetRequiredService<BackupWork>().ProveAsync(place, name, cancel);
                Console.WriteLine($"{proof.Name} can be restored: {Compared(proof)}");
            },
            cancel,
            besideServer: true
        );
        return 0;
    }

    private static async Task<int> RestoreAsync(string? from, string? name, bool replace, CancellationToken cancel)
    {
        await Verb.WithServicesAsync(
            async services =>
            {
                var place = services.GetRequiredService<BackupShelf>().Open(from);
                var backup = await BackupShelf.FindAsync(place, name, cancel);
                var restored = await services.GetRequiredService<BackupRestorer>().RestoreAsync(place, backup.Name, replace, cancel);
                Console.WriteLine($"{restored.Name} of {restored.MadeAt:u} is restored: {Compared(restored)}");
                if (restored.Before is not null)
                    Console.WriteLine(
                        $"The database that was there is now called \"{restored.Before}\". Drop it when nothing of it is missed."
                    );
                Console.WriteLine("Bring its schema to this version with: smartai migrate");
            },
            cancel
        );
        return 0;
    }

    private static string Compared(RestoredBackup restored) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{restored.Tables} tables with {restored.Rows} rows are what was backed up, and {restored.Blobs} files are whole; {restored.Seconds:0.0} s."
        );
}
