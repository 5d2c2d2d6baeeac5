using System.CommandLine;
using Npgsql;
using SmartAI.Platform.Backups;
using SmartAI.Platform.Data;
using SmartAI.Platform.Data.Embedded;
using SmartAI.Platform.Settings;
using SmartAI.Platform.Storage;

namespace SmartAI.Server.Commands;

/// <summary>Runs a verb: what an operator can mend ends with one sentence and exit code 2, not with a stack trace.</summary>
internal static class Verb
{
    internal static Command Runs(this Command command, Func<ParseResult, CancellationToken, Task<int>> run)
    {
        command.SetAction(
            async (parsed, cancel) =>
            {
                try
                {
                    return await run(parsed, cancel);
                }
                catch (Exception failure) when (Sentence(failure) is { } sentence)
                {
                    await Console.Error.WriteLineAsync(sentence);
                    return 2;
                }
                catch (OperationCanceledException) when (cancel.IsCancellationRequested)
                {
                    await Console.Error.WriteLineAsync("Stopped before it was done: what was begun is undone.");
                    return 130;
                }
            }
        );
        return command;
    }

    /// <summary>Opens the installation, runs within its services, and closes both.</summary>
    /// <param name="run">The verb.</param>
    /// <param name="cancel">Stops it.</param>
    /// <param name="besideServer">Whether the embedded database of a server that runs will do.</param>
    internal static async Task WithServicesAsync(Func<IServiceProvider, Task> run, CancellationToken cancel, bool besideServer = false)
    {
        await using var installation = await OpenAsync(besideServer, cancel);
        await using var app = ServerHost.CreateBuilder(installation).Build();
        await using var scope = app.Services.CreateAsyncScope();
        await run(scope.ServiceProvider);
    }

    private static async Task<Installation> OpenAsync(bool besideServer, CancellationToken cancel)
    {
        var configuration = Installation.FromEnvironment();
        try
        {
            return await Installation.OpenAsync(configuration, TimeProvider.System, cancel);
        }
        catch (EmbeddedPostgresException busy) when (besideServer && busy.Code == EmbeddedErrors.InUse)
        {
            return await Installation.BesideAsync(configuration, cancel);
        }
    }

    private static string? Sentence(Exception failure) =>
        failure switch
        {
            SettingsException or EmbeddedPostgresException or SchemaException or OperatorException or BackupException or StorageException =>
                failure.Message,
            PostgresException
            {
                SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification
            } refused => $"The database refused the account: {refused.MessageText}. Check user and password in SMARTAI_DATABASE.",
            PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } missing =>
                $"{missing.MessageText}. Create the database, or name another in SMARTAI_DATABASE. Example: SMARTAI_DATABASE=\"Host=db.example.org;Username=smartai;Password=...;Database=smartai\"",
            PostgresException { SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn } other =>
                $"The database does not fit this version ({other.MessageText}). Run: smartai migrate",
            PostgresException { SqlState: PostgresErrorCodes.DiskFull } full =>
                $"The database has no room left: {full.MessageText}. What was begun is undone. Make room on its disk and run the verb again.",
            NpgsqlException and not PostgresException =>
                $"The database cannot be reached: {failure.InnerException?.Message ?? failure.Message}. Check SMARTAI_DATABASE. Example: SMARTAI_DATABASE=\"Host=db.example.org;Username=smartai;Password=...;Database=smartai\"",
            IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } taken =>
                $"{taken.Message.TrimEnd('.')}. Stop what listens there, or choose another port. Example: SMARTAI_PORT=8081",
            // Entity Framework wraps what it thinks might pass by itself.
            InvalidOperationException { InnerException: NpgsqlException inner } => Sentence(inner),
            _ => null,
        };
}

/// <summary>Something that an operator can mend; the message says how.</summary>
internal sealed class OperatorException(string message) : Exception(message);
