using SmartAI.Platform.Jobs;
using SmartAI.Platform.Storage;

namespace SmartAI.Platform.Backups;

/// <summary>Hears how far the work is; the note is the step's name.</summary>
public delegate Task BackupProgress(JobProgress progress, CancellationToken cancel);

/// <summary>What verbs and jobs do alike: make, prove, tidy up, and write it down.</summary>
public sealed class BackupWork
{
    internal static readonly BackupProgress Silent = (_, _) => Task.CompletedTask;
    private readonly BackupMaker _maker;
    private readonly BaseBackup _base;
    private readonly BackupRestorer _restorer;
    private readonly BackupShelf _shelf;
    private readonly BackupLedger _ledger;
    private readonly TimeProvider _clock;

    internal BackupWork(
        BackupMaker maker,
        BaseBackup physical,
        BackupRestorer restorer,
        BackupShelf shelf,
        BackupLedger ledger,
        TimeProvider clock
    ) => (_maker, _base, _restorer, _shelf, _ledger, _clock) = (maker, physical, restorer, shelf, ledger, clock);

    /// <summary>Makes a backup and removes those that are too old.</summary>
    /// <exception cref="BackupException">It cannot be made.</exception>
    /// <exception cref="StorageException">The place does not take it.</exception>
    public async Task<(MadeBackup Made, IReadOnlyList<string> Removed)> MakeAsync(
        IBlobStore to,
        CancellationToken cancel,
        BackupProgress? tell = null,
        BackupKind kind = BackupKind.Logical
    )
    {
        var made = await (
            kind == BackupKind.Physical ? _base.MakeAsync(to, tell ?? Silent, cancel) : _maker.MakeAsync(to, tell ?? Silent, cancel)
        );
        await _ledger.MadeAsync(made, cancel);
        var proven = await _ledger.LastProofAsync(cancel);
        var removed = await _shelf.TidyAsync(to, proven?.Name, _clock.GetUtcNow(), cancel);
        await _ledger.RemovedAsync(removed, cancel);
        await _ledger.CountedAsync(to.Place, await BackupShelf.ListAsync(to, cancel), cancel);
        return (made, removed);
    }

    /// <summary>Proves a backup, the newest where none is named, by restoring it beside the installation.</summary>
    /// <exception cref="BackupException">It cannot be restored; that is written down too.</exception>
    /// <exception cref="StorageException">The place does not give it.</exception>
    public async Task<RestoredBackup> ProveAsync(IBlobStore from, string? name, CancellationToken cancel, BackupProgress? tell = null)
    {
        await _ledger.CountedAsync(from.Place, await BackupShelf.ListAsync(from, cancel), cancel);
        var backup = await BackupShelf.FindAsync(from, name, cancel);
        try
        {
            var proof = await _restorer.ProveAsync(from, backup.Name, tell ?? Silent, cancel);
            await _ledger.ProvenAsync(backup, from.Place, proof, cancel);
            return proof;
        }
        catch (BackupException failure)
        {
            await _ledger.FailedAsync(backup.Name, failure.Message, cancel);
            throw;
        }
    }
}
