using Microsoft.EntityFrameworkCore;
using SmartAI.Platform.Audit;
using SmartAI.Platform.Data.Together;
using SmartAI.Platform.Jobs;
using SmartAI.Platform.Operations;

namespace SmartAI.Platform.Data;

/// <summary>
/// The base of every module's context. It owns one schema, and it maps the kernel's audit and job tables so that a change, its audit entry and its
/// jobs commit together or not at all.
/// </summary>
public abstract class ModuleDbContext(DbContextOptions options) : DbContext(options)
{
    private readonly List<AuditDraft> _drafts = [];
    private OperationContext _operation = new();
    private TimeProvider _clock = TimeProvider.System;
    private bool _isRented;

    // Contexts are pooled: to construct one took a sixth of a request's time (perf). What belongs to one scope is given to it when it is taken.
    internal void RunIn(OperationContext operation, TimeProvider clock)
    {
        _operation = operation;
        _clock = clock;
        _drafts.Clear();
        _isRented = true;
        // A failed save ends the whole operation: nobody returns to a savepoint, and each costs two round trips.
        Database.AutoSavepointsEnabled = false;
    }

    /// <summary>The schema that this context owns and migrates.</summary>
    protected abstract string Schema { get; }

    /// <summary>The trail, for reading; entries are written with <see cref="Audit"/>.</summary>
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    /// <summary>Records an action with the next save. The changed columns of an audited entity with the same id are added to it.</summary>
    public AuditDraft Audit(AuditAction action, object? targetId = null, string? targetName = null)
    {
        var draft = new AuditDraft(action, targetId, targetName);
        _drafts.Add(draft);
        return draft;
    }

    /// <summary>Enqueues a durable job with the next save: it exists only if the change commits.</summary>
    /// <param name="job">What its handler needs.</param>
    /// <param name="runAt">Not before this time; at once where it is left out.</param>
    /// <returns>The job's id.</returns>
    public Guid Enqueue<TJob>(TJob job, DateTimeOffset? runAt = null)
        where TJob : IJob => Add(JobRow.From(job, _operation, _clock, runAt: runAt)).Entity.Id;

    /// <summary>
    /// Enqueues a job in the current transaction unless an unfinished one has the same key. The key is free again when that one has ended.
    /// </summary>
    /// <returns>The job's id; null if there is one already.</returns>
    public async Task<Guid?> EnqueueOnceAsync<TJob>(TJob job, string key, CancellationToken cancel)
        where TJob : IJob
    {
        var row = JobRow.From(job, _operation, _clock, key);
        await BeginAsync(cancel);
        return await this.InsertOnceAsync(row, cancel) ? row.Id : null;
    }

    /// <summary>Tells every node something at the moment of the commit, over <c>NOTIFY</c>. The payload is at most 8,000 bytes and never a truth, only a wake-up.</summary>
    public async Task NotifyAsync(string channel, string payload, CancellationToken cancel) =>
        await Database.ExecuteSqlAsync($"select pg_notify({channel}, {payload})", cancel);

    /// <summary>Opens the operation's transaction now, for a lock that must be held until the end.</summary>
    public async Task BeginAsync(CancellationToken cancel)
    {
        if (Database.CurrentTransaction is not null)
            return;
        await Database.BeginTransactionAsync(cancel);
        _operation.Enlist(this);
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        ChangeTracker.DetectChanges();
        // Once is enough: whoever reads the tracker's entries on the way, here or in EF Core, would otherwise compare every column anew.
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            WriteDrafts();
            if (_operation.DefersCommit)
                await BeginAsync(cancellationToken);
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    /// <remarks>
    /// Leaves its connection first. EF Core 10 forgets a context that finds its pool full, and with it the connection that an interrupted change left open:
    /// callers who hung up all at once were the end of a node's connections (docs/decisions/0047).
    /// </remarks>
    public override async ValueTask DisposeAsync()
    {
        if (_isRented)
        {
            _isRented = false;
            if (Database.CurrentTransaction is { } transaction)
                await transaction.DisposeAsync();
            await Database.GetDbConnection().CloseAsync();
        }

        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Use SaveChangesAsync: nothing here blocks a thread on the database.");

    /// <summary>The kind of page that is being read, which may be read in company (<see cref="PagesTogether"/>); null for every other query.</summary>
    internal object? PageKind { get; set; }

    internal bool DefersCommit => _operation.DefersCommit;

    internal async Task CommitAsync(CancellationToken cancel)
    {
        // An entry without a save of its own.
        if (_drafts.Count > 0)
            await SaveChangesAsync(cancel);
        if (Database.CurrentTransaction is { } transaction)
            await transaction.CommitAsync(cancel);
    }

    /// <summary>Maps the module's own entities; the kernel's are mapped already.</summary>
    protected abstract void MapEntities(ModelBuilder model);

    protected sealed override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(Schema);
        AuditEntry.Map(modelBuilder);
        JobRow.Map(modelBuilder);
        IdempotentAnswer.Map(modelBuilder, owned: this is PlatformDb);
        MapEntities(modelBuilder);
    }

    private void WriteDrafts()
    {
        ChangeHistory.AddTo(_drafts, ChangeTracker);
        AddRange(_drafts.Select(d => d.ToEntry(_operation, _clock)));
        _drafts.Clear();
    }
}
