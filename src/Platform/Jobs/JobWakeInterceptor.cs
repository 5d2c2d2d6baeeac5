using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SmartAI.Platform.Jobs;

/// <summary>
/// Wakes workers by the commit that makes jobs visible, whoever opened its transaction: within it where the moment was quiet, by
/// <see cref="JobSignal.Wake"/> after it in a crowd.
/// </summary>
internal sealed class JobWakeInterceptor(JobSignal signal) : SaveChangesInterceptor, IDbTransactionInterceptor, IDbCommandInterceptor
{
    private static readonly ConditionalWeakTable<DbContext, Written> s_withJobs = [];

    /// <summary>For jobs that are written past the change tracker.</summary>
    internal static void Mark(DbContext context) => s_withJobs.GetOrAdd(context, _ => new Written());

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        if (eventData.Context is { } context && context.ChangeTracker.Entries<JobRow>().Any(e => e.State == EntityState.Added))
            Mark(context);
        return ValueTask.FromResult(result);
    }

    public ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        // A save of one command may have no transaction: the command is one then, and what an earlier one announced was not this.
        if (
            eventData is { CommandSource: CommandSource.SaveChanges, Context: { } context }
            && s_withJobs.TryGetValue(context, out var written)
            && !(written.IsAnnounced && command.Transaction is not null)
        )
        {
            var announcement = signal.Announcement();
            command.CommandText += announcement;
            written.IsAnnounced = announcement is not null;
        }
        return ValueTask.FromResult(result);
    }

    public ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection,
        TransactionEndEventData eventData,
        DbTransaction result,
        CancellationToken cancellationToken = default
    )
    {
        // Contexts are pooled, and a transaction may be lost without a word: what it announced was rolled back.
        if (eventData.Context is { } context && s_withJobs.TryGetValue(context, out var written))
            written.IsAnnounced = false;
        return ValueTask.FromResult(result);
    }

    public override ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData,
        int result,
        CancellationToken cancellationToken = default
    )
    {
        if (eventData.Context?.Database.CurrentTransaction is null)
            WakeFor(eventData.Context);
        return ValueTask.FromResult(result);
    }

    public Task TransactionCommittedAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        WakeFor(eventData.Context);
        return Task.CompletedTask;
    }

    public Task TransactionRolledBackAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        if (eventData.Context is not null)
            s_withJobs.Remove(eventData.Context);
        return Task.CompletedTask;
    }

    private void WakeFor(DbContext? context)
    {
        if (context is null || !s_withJobs.TryGetValue(context, out var written))
            return;
        s_withJobs.Remove(context);
        if (written.IsAnnounced)
            signal.WakeHere();
        else
            signal.Wake();
    }

    /// <summary>A context's jobs on their way.</summary>
    private sealed class Written
    {
        /// <summary>The transaction that is open carries the word for the other nodes.</summary>
        internal bool IsAnnounced { get; set; }
    }
}
