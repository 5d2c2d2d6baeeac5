using System.CommandLine;
using System.Globalization;
using Npgsql;
using SmartAI.Platform.Backups;

namespace SmartAI.Server.Commands;

/// <summary><c>smartai backup</c>: database and files together, sealed, in a folder or a bucket; and what lies there.</summary>
internal static class Backup
{
    internal static Option<string?> Place() =>
        new("--to", "--from") { Description = "A folder or s3://bucket/prefix; SMARTAI_BACKUP__TO when left out.", Recursive = true };

    internal static Command Command()
    {
        var to = Place();
        var list = new Command("list", "List the backups, newest first; works without a database.").Runs(
            (parsed, cancel) => ListAsync(parsed.GetValue(to), cancel)
        );
        var physical = new Option<bool>("--physical")
        {
            Description = "The server's own files by pg_basebackup: with the archived log they are brought to any moment.",
        };
        return new Command("backup", "Back up database and files, sealed with the master key, and read the result back.")
        {
            to,
            physical,
            list,
        }.Runs(
            (parsed, cancel) => MakeAsync(parsed.GetValue(to), parsed.GetValue(physical) ? BackupKind.Physical : BackupKind.Logical, cancel)
        );
    }

    private static async Task<int> MakeAsync(string? to, BackupKind kind, CancellationToken cancel)
    {
        await Verb.WithServicesAsync(
            async services =>
            {
                var place = services.GetRequiredService<BackupShelf>().Open(to);
                var (made, removed) = await services.GetRequiredService<BackupWork>().MakeAsync(place, cancel, kind: kind);
                Console.WriteLine($"{made.Name} is in {made.Place}.");
                Console.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{(made.Kind == BackupKind.Physical ? "The server's files" : $"{made.Tables} tables, {made.Rows} rows")}, {made.Blobs} files, {made.Bytes} bytes; made and read back in {made.Seconds:0.0} s."
                    )
                );
                foreach (var name in removed)
                    Console.WriteLine($"Removed for its age: {name}");
                Console.WriteLine("It opens with the master key only, which is not in it: keep a copy of that elsewhere.");
            },
            cancel,
            besideServer: true
        );
        return 0;
    }

    private static async Task<int> ListAsync(string? from, CancellationToken cancel)
    {
        await Verb.WithServicesAsync(
            async services =>
            {
                var place = services.GetRequiredService<BackupShelf>().Open(from);
                var backups = await BackupShelf.ListAsync(place, cancel);
                var proofs = await ProofsAsync(services.GetRequiredService<BackupLedger>(), backups, cancel);
                Console.WriteLine(backups.Count == 0 ? $"There is no backup in {place.Place}." : $"In {place.Place}:");
                foreach (var backup in backups)
                    Console.WriteLine(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"  {backup.Name}  {backup.MadeAt:u}  {backup.Bytes, 14} bytes  {(backup.Kind == BackupKind.Physical ? "physical" : proofs.TryGetValue(backup.Name, out var at) ? $"restore proven {at:u}" : "not proven")}"
                        )
                    );
            },
            cancel,
            besideServer: true
        );
        return 0;
    }

    private static async Task<IReadOnlyDictionary<string, DateTimeOffset>> ProofsAsync(
        BackupLedger ledger,
        IReadOnlyList<KeptBackup> backups,
        CancellationToken cancel
    )
    {
        try
        {
            return await ledger.ProofsAsync([.. backups.Select(b => b.Name)], cancel);
        }
        catch (NpgsqlException failure)
        {
            // When there is no database any more, the list is what one comes for.
            await Console.Error.WriteLineAsync($"The database does not tell which were proven: {failure.Message}");
            return new Dictionary<string, DateTimeOffset>();
        }
    }
}
