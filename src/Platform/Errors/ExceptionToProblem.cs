using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace SmartAI.Platform.Errors;

/// <summary>Gives every exception that leaves an operation its problem details. Only what is really our fault is logged as an error.</summary>
internal sealed partial class ExceptionToProblem(ILogger<ExceptionToProblem> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        // The caller hung up: there is nobody to answer, and nothing went wrong.
        if (httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        var error = Of(exception);
        if (error == PlatformErrors.Failed)
            logger.LogError(exception, "{Method} {Path} failed", httpContext.Request.Method, httpContext.Request.Path);
        else if (error.Status == 503)
            logger.LogWarning(
                "{Method} {Path} could not reach a part it needs: {Reason}",
                httpContext.Request.Method,
                httpContext.Request.Path,
                exception.Message
            );
        if (error.Status == 503)
            httpContext.Response.Headers.RetryAfter = "5";

        await error.ToProblem(DetailOf(exception), FieldsOf(exception)).ExecuteAsync(httpContext);
        return true;
    }

    internal static Error Of(Exception exception) =>
        exception switch
        {
            ServerBusyException => PlatformErrors.Busy,
            BadHttpRequestException { InnerException: JsonException json } => OfJson(json),
            BadHttpRequestException { StatusCode: 413 } => PlatformErrors.TooLarge,
            BadHttpRequestException { StatusCode: 415 } => PlatformErrors.UnsupportedType,
            BadHttpRequestException => PlatformErrors.BadRequest,
            DbUpdateConcurrencyException => PlatformErrors.Stale,
            DbUpdateException { InnerException: PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } } =>
                PlatformErrors.Conflict,
            PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } => PlatformErrors.Conflict,
            _ when IsOutage(exception) => PlatformErrors.Unavailable,
            _ => PlatformErrors.Failed,
        };

    /// <summary>System.Text.Json tells its failures apart by words only; a test holds each of them.</summary>
    private static Error OfJson(JsonException json) =>
        json.Message.Contains("could not be mapped to any .NET member", StringComparison.Ordinal) ? PlatformErrors.UnknownMember
        : json.Path is not null ? PlatformErrors.WrongType
        : PlatformErrors.MalformedJson;

    private static bool IsOutage(Exception exception) =>
        exception
            is PostgresException
            {
                SqlState: PostgresErrorCodes.AdminShutdown
                    or PostgresErrorCodes.CannotConnectNow
                    or PostgresErrorCodes.TooManyConnections
                    or PostgresErrorCodes.CrashShutdown
                    // Its disk is full, or its memory: nothing of ours is wrong, and it goes on when there is room again.
                    or PostgresErrorCodes.DiskFull
                    or PostgresErrorCodes.OutOfMemory
            }
        || exception is NpgsqlException and not PostgresException
        || exception is TimeoutException
        || (exception.InnerException is { } inner && IsOutage(inner));

    /// <summary>Names the parameter that is missing or of the wrong type, which the framework tells by words only; never its value.</summary>
    private static string? DetailOf(Exception exception) =>
        exception is not BadHttpRequestException { InnerException: null } ? null
        : MissingParameter().Match(exception.Message) is { Success: true } missing ? $"The parameter \"{missing.Groups[1]}\" is needed."
        : WrongParameter().Match(exception.Message) is { Success: true } wrong
            ? $"The parameter \"{wrong.Groups[1]}\" has a value that cannot be used."
        : null;

    [GeneratedRegex(
        @"^Required parameter ""\S+ (\w+)"" was not provided from (?:query string|route|header)",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex MissingParameter();

    [GeneratedRegex(@"^Failed to bind parameter ""\S+ (\w+)"" from ", RegexOptions.CultureInvariant)]
    private static partial Regex WrongParameter();

    private static Dictionary<string, FieldError[]>? FieldsOf(Exception exception)
    {
        if (exception is not BadHttpRequestException { InnerException: JsonException { Path: { Length: > 1 } path } json })
            return null;
        var error = OfJson(json);
        return new Dictionary<string, FieldError[]>(StringComparer.Ordinal)
        {
            [JsonPointer.FromPath(path)] = [new FieldError(error.Code, error.Title)],
        };
    }
}

/// <summary>A bounded queue is full: the caller should come back, not wait.</summary>
public sealed class ServerBusyException(string what) : Exception($"{what} is full.");
