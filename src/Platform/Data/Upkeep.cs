using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using SmartAI.Platform.Operations.Maintenance;

namespace SmartAI.Platform.Data;

/// <summary>Runs every module's upkeep after the start of a worker and once an hour, on whichever node is first.</summary>
internal sealed class Upkeep(IServiceScopeFactory scopes, NpgsqlDataSource database, IHostApplicationLifetime host, ILogger<Upkeep> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hourly = new PeriodicTimer(TimeSpan.FromHours(1));
        try
        {
            await AfterStart.WaitAsync(host, stoppingToken);
            do await TryAsync(stoppingToken);
            while (await hourly.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end of the process is no failure.
        }
    }

    private async Task TryAsync(CancellationToken cancel)
    {
        try
        {
            await RunOnceAsync(cancel);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            // Whatever it is: a background service that throws takes the whole server down with it.
            logger.LogWarning("Upkeep waits for the next hour: {Reason}", failure.Message);
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
            await RunAsync(duty, cancel);
    }

    /// <summary>One module's trouble does not keep the others from tidying up.</summary>
    private async Task RunAsync(IUpkeep duty, CancellationToken cancel)
    {
        try
        {
            await duty.RunAsync(cancel);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            logger.LogWarning("{Duty} waits for the next hour: {Reason}", duty.GetType().Name, failure.Message);
        }
    }
}

/// <summary>The kernel's own: next months' partitions of the trail, kept answers, refusal counts.</summary>
internal sealed class PlatformUpkeep(NpgsqlDataSource database, TimeProvider clock) : IUpkeep
{
    public async Task RunAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await using var batch = database.CreateBatch();
        // Each statement by itself: a month that has to wait for a long export keeps nothing else from being done, and its lock ends with it.
        batch.EnableErrorBarriers = true;
        for (var month = 0; month <= 2; month++)
            Add("select platform.make_audit_partition($1)", DateOnly.FromDateTime(now.UtcDateTime.AddMonths(month)));
        Add(
            "delete from platform.idempotent_answers where ctid = any(array(select ctid from platform.idempotent_answers where created_at < $1 limit 10000))",
            now.AddHours(-24)
        );
        Add(
            "delete from platform.refusal_counts where ctid = any(array(select ctid from platform.refusal_counts where minute < $1 limit 10000))",
            now.AddHours(-1)
        );
        await batch.ExecuteNonQueryAsync(cancel);

        void Add(string sql, object value) =>
            batch.BatchCommands.Add(new NpgsqlBatchCommand(sql) { Parameters = { new NpgsqlParameter { Value = value } } });
    }
}
