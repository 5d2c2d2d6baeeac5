using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SmartAI.Platform.Jobs;

/// <summary>Calls <see cref="JobSignal.Wake"/> after the commit that made jobs visible, whoever opened its transaction.</summary>
internal sealed class JobWakeInterceptor(JobSignal signal) : SaveChangesInterceptor, IDbTransactionInterceptor
{
    private static readonly ConditionalWeakTable<DbContext, object> s_withJobs = [];

    /// <summary>For jobs that are written past the change tracker.</summary>
    internal static void Mark(DbContext context) => s_withJobs.TryAdd(context, context.GetType());

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
        if (context is not null && s_withJobs.Remove(context))
            signal.Wake();
    }
}
