using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using SmartAI.Platform.Operations.Maintenance;

namespace SmartAI.Platform.Data;

/// <summary>Runs every module's upkeep at the start of a worker and once an hour, on whichever node is first.</summary>
internal sealed class Upkeep(IServiceScopeFactory scopes, NpgsqlDataSource database, ILogger<Upkeep> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hourly = new PeriodicTimer(TimeSpan.FromHours(1));
        do
        {
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (NpgsqlException failure)
            {
                logger.LogWarning("Upkeep waits for the next hour: {Reason}", failure.Message);
            }
        } while (await NextAsync(hourly, stoppingToken));
    }

    /// <summary>False at the end of the process, which is no failure.</summary>
    private static async Task<bool> NextAsync(PeriodicTimer hourly, CancellationToken stopping)
    {
        try
        {
            return await hourly.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task RunOnceAsync(CancellationToken cancel)
    {
        // The lock lives as long as this transaction; the work itself runs in its own.
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using var claim = new NpgsqlCommand("select pg_try_advisory_xact_lock(hashtextextended('platform upkeep', 1))", connection);
        if (await claim.ExecuteScalarAsync(cancel) is not true)
            return;
        await using var scope = scopes.CreateAsyncScope();
        foreach (var duty in scope.ServiceProvider.GetServices<IUpkeep>())
            await duty.RunAsync(cancel);
    }
}

/// <summary>The kernel's own: next months' partitions of the trail, kept answers, refusal counts.</summary>
internal sealed class PlatformUpkeep(PlatformDb db, TimeProvider clock) : IUpkeep
{
    public async Task RunAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        for (var month = 0; month <= 2; month++)
        {
            var first = DateOnly.FromDateTime(now.UtcDateTime.AddMonths(month));
            await db.Database.ExecuteSqlAsync($"select platform.make_audit_partition({first})", cancel);
        }

        await db.Set<IdempotentAnswer>().Where(a => a.CreatedAt < now.AddHours(-24)).Take(10_000).ExecuteDeleteAsync(cancel);
        await db.Set<RefusalCount>().Where(c => c.Minute < now.AddHours(-1)).Take(10_000).ExecuteDeleteAsync(cancel);
    }
}
