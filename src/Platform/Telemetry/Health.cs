using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;
using SmartAI.Platform.Backups;
using SmartAI.Platform.Data;
using SmartAI.Platform.Operations;

namespace SmartAI.Platform.Telemetry;

/// <summary>Liveness (the process answers) and readiness (what it needs is there), for load balancers and operators.</summary>
public static class Health
{
    /// <summary>That the process answers.</summary>
    public sealed record Live(string Status);

    /// <summary>Whether requests can be served, and which part is at fault.</summary>
    public sealed record Ready(string Status, IReadOnlyList<Check> Checks);

    /// <summary>One part: <c>ok</c> or <c>failed</c>, with a sentence.</summary>
    public sealed record Check(string Name, string Status, string Message);

    /// <summary>Maps both.</summary>
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => TypedResults.Ok(new Live("ok")))
            .Operation("system.health.live", "Tell that the process answers")
            .AllowsAnyone("Load balancers have no account.");
        app.MapGet("/health/ready", ReadyAsync)
            .Operation(
                "system.health.ready",
                "Tell whether requests can be served",
                "503 while a part that every request needs is not reachable; the checks name it."
            )
            .AllowsAnyone("Load balancers have no account.")
            .Produces<Ready>(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<Results<Ok<Ready>, JsonHttpResult<Ready>>> ReadyAsync(
        NpgsqlDataSource database,
        Wakeups wakeups,
        BackupLedger backups,
        CancellationToken cancel
    )
    {
        var answers = await DatabaseAsync(database, cancel);
        // Without notifications requests are still right, only slower to hear of changes: caches are bypassed. Nor does any need a backup.
        Check[] checks = [answers, Notifications(wakeups), await BackupAsync(backups, answers.Status == "ok", cancel)];
        return checks[0].Status == "ok"
            ? TypedResults.Ok(new Ready("ok", checks))
            : TypedResults.Json(new Ready("failed", checks), statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<Check> DatabaseAsync(NpgsqlDataSource database, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(2));
        try
        {
            await using var command = database.CreateCommand("select 1");
            await command.ExecuteScalarAsync(limit.Token);
            return new Check("database", "ok", "The database answers.");
        }
        catch (Exception failure) when (failure is NpgsqlException or OperationCanceledException or TimeoutException)
        {
            // The reason stays in the log: it can name hosts.
            return new Check("database", "failed", "The database does not answer.");
        }
    }

    private static async Task<Check> BackupAsync(BackupLedger backups, bool databaseAnswers, CancellationToken cancel)
    {
        try
        {
            return databaseAnswers && await backups.LastProofAsync(cancel) is { } proof
                ? new Check(
                    "backup",
                    "ok",
                    $"The last restore was proven at {proof.ProvenAt:u}, of the backup of {proof.MadeAt:u}, in {proof.Seconds:0.0} s."
                )
                : new Check("backup", "failed", "No restore of a backup has been proven.");
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
        {
            return new Check("backup", "failed", "The database does not tell.");
        }
    }

    private static Check Notifications(Wakeups wakeups) =>
        wakeups.IsConnected
            ? new Check("notifications", "ok", "Changes on other nodes are heard at once.")
            : new Check("notifications", "failed", "The LISTEN connection is down; changes on other nodes are read from the database.");
}
