using SmartAI.Platform.Storage;

namespace SmartAI.Platform.Backups;

/// <summary>What verbs and jobs do alike: make, prove, tidy up, and write it down.</summary>
public sealed class BackupWork
{
    private readonly BackupMaker _maker;
    private readonly BackupRestorer _restorer;
    private readonly BackupShelf _shelf;
    private readonly BackupLedger _ledger;
    private readonly TimeProvider _clock;

    internal BackupWork(BackupMaker maker, BackupRestorer restorer, BackupShelf shelf, BackupLedger ledger, TimeProvider clock) =>
        (_maker, _restorer, _shelf, _ledger, _clock) = (maker, restorer, shelf, ledger, clock);

    /// <summary>Makes a backup and removes those that are too old.</summary>
    /// <exception cref="BackupException">It cannot be made.</exception>
    /// <exception cref="StorageException">The place does not take it.</exception>
    public async Task<(MadeBackup Made, IReadOnlyList<string> Removed)> MakeAsync(IBlobStore to, CancellationToken cancel)
    {
        var made = await _maker.MakeAsync(to, cancel);
        await _ledger.MadeAsync(made, cancel);
        var proven = await _ledger.LastProofAsync(cancel);
        var removed = await _shelf.TidyAsync(to, proven?.Name, _clock.GetUtcNow(), cancel);
        await _ledger.RemovedAsync(removed, cancel);
        return (made, removed);
    }

    /// <summary>Proves a backup, the newest where none is named, by restoring it beside the installation.</summary>
    /// <exception cref="BackupException">It cannot be restored; that is written down too.</exception>
    /// <exception cref="StorageException">The place does not give it.</exception>
    public async Task<RestoredBackup> ProveAsync(IBlobStore from, string? name, CancellationToken cancel)
    {
        var backup = await BackupShelf.FindAsync(from, name, cancel);
        try
        {
            var proof = await _restorer.ProveAsync(from, backup.Name, cancel);
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
