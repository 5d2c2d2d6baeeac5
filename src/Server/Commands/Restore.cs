using System.CommandLine;
using System.Globalization;
using SmartAI.Platform.Backups;
using SmartAI.Platform.Data;
using SmartAI.Platform.Settings;

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
        var physical = new Option<bool>("--physical") { Description = "Lay a physical backup down in a folder, for a server to recover." };
        var into = new Option<string?>("--into") { Description = "With --physical: an empty or a new folder." };
        var until = Options.Moment(
            "--until",
            "With --physical: the moment to recover to, such as 2026-11-23T14:05:00Z; the end of the log when left out."
        );
        return new Command("restore", "Restore a backup, or prove with --verify that it can be restored.")
        {
            name,
            from,
            verify,
            replace,
            physical,
            into,
            until,
        }.Runs(
            (parsed, cancel) =>
                parsed.GetValue(physical)
                    ? LayDownAsync(
                        parsed.GetValue(from),
                        parsed.GetValue(name),
                        parsed.GetValue(into) ?? throw new OperatorException("Name an empty folder with --into."),
                        parsed.GetValue(until),
                        cancel
                    )
                : parsed.GetValue(verify) ? VerifyAsync(parsed.GetValue(from), parsed.GetValue(name), cancel)
                : RestoreAsync(parsed.GetValue(from), parsed.GetValue(name), parsed.GetValue(replace), cancel)
        );
    }

    private static async Task<int> LayDownAsync(string? from, string? name, string into, DateTimeOffset? until, CancellationToken cancel)
    {
        await Verb.WithServicesAsync(
            async services =>
            {
                var place = services.GetRequiredService<BackupShelf>().Open(from);
                var folder = Path.GetFullPath(into);
                // The embedded server's account may read neither place nor key: its log is laid down too.
                var fetch = services.GetRequiredService<DatabaseAddress>().IsEmbedded
                    ? null
                    : Wal.Self("wal fetch") + (from is null ? "" : $" --from \"{from}\"");
                var laid = await services.GetRequiredService<BaseRestore>().LayDownAsync(place, name, folder, until, fetch, cancel);
                Console.WriteLine(
                    $"{laid.Name} of {laid.MadeAt:u} lies in {folder}, and is what was backed up. {laid.Blobs} files are in their place."
                );
                var end = until is { } moment ? $"to {moment.UtcDateTime:u}" : "to the end of the archived log";
                if (fetch is null)
                {
                    var cluster = Path.Combine(Path.GetFullPath(services.GetRequiredService<ServerSettings>().Data), "postgres", "cluster");
                    Console.WriteLine($"Its log lies in it. It is recovered {end} by the start that finds it in the place of {cluster}.");
                    return;
                }

                Console.WriteLine(
                    $"It is recovered {end} when PostgreSQL {laid.PostgresMajor} is started on it, by its account, with SMARTAI_SECRETS__MASTER_KEY and SMARTAI_BACKUP__TO in its environment:"
                );
                Console.WriteLine($"  pg_ctl start --wait -D \"{folder}\"");
            },
            cancel,
            besideServer: true
        );
        return 0;
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
