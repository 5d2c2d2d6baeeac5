using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using SmartAI.Platform.Audit;
using SmartAI.Platform.Data;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Http;

namespace SmartAI.Platform.Operations;

/// <summary>
/// Wraps every operation. A changing one runs with its answer held back: it commits only when the answer is a success, and a refusal or failure is
/// written to the trail on its own after the roll-back. Nothing is sent before the commit, so an answer never promises what did not happen.
/// </summary>
internal sealed class OperationMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http, OperationContext operation, AuditTrail trail, IdempotentAnswers answers)
    {
        var endpoint = http.GetEndpoint();
        if (OperationInfo.Of(endpoint) is not { } info)
        {
            await next(http);
            return;
        }

        operation.Begin(http, info);
        var reads = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
        if (reads || endpoint!.Metadata.GetMetadata<OwnTransaction>() is not null)
        {
            await next(http);
            if (reads)
                await trail.ReadAsync(http, operation, info);
            return;
        }

        operation.DefersCommit = true;
        var context = endpoint.Metadata.GetMetadata<ChangesThrough>() is { } through
            ? (ModuleDbContext)http.RequestServices.GetRequiredService(through.Context)
            : null;

        await using var held = new HeldAnswer(http);
        var key = await answers.ClaimAsync(http, operation, context);
        if (key.Ended)
        {
            // Looked up, not changed. The key is free again before the answer leaves: the caller's next call must not find it held by this one.
            if (context?.Database.CurrentTransaction is { } looked)
                await looked.DisposeAsync();
            await held.SendAsync(key.Replay);
            return;
        }

        try
        {
            await next(http);
            await EndAsync(http, operation, info, trail, answers, key, context, held);
        }
        catch (Exception failure)
            when (!http.RequestAborted.IsCancellationRequested && ExceptionToProblem.Of(failure) is { Status: not 503 } error)
        {
            // What ends by an exception is on the record as well. Not where the database is away: there is nothing to write to.
            if (context?.Database.CurrentTransaction is { } transaction)
                await transaction.DisposeAsync();
            try
            {
                await trail.NotDoneAsync(operation, info.Name.Id, error.Status, error.Code);
            }
            catch (Exception untold)
            {
                throw new AggregateException(failure, untold);
            }

            throw;
        }

        await held.SendAsync();
    }

    /// <summary>Commits a success with the answer kept for its key; rolls anything else back and writes it down.</summary>
    private static async Task EndAsync(
        HttpContext http,
        OperationContext operation,
        OperationInfo info,
        AuditTrail trail,
        IdempotentAnswers answers,
        ClaimedKey key,
        ModuleDbContext? context,
        HeldAnswer held
    )
    {
        if (http.Response.StatusCode < 400)
        {
            if (context is null)
                return;
            if (key.IsClaimed)
                await answers.KeepAsync(context, operation, key, held.ToAnswer(), http.RequestAborted);
            await context.CommitAsync(http.RequestAborted);
            return;
        }

        if (context?.Database.CurrentTransaction is { } transaction)
            await transaction.RollbackAsync(CancellationToken.None);
        var answer = held.ToAnswer();
        await trail.NotDoneAsync(operation, info, answer);
        if (key.IsClaimed)
            await answers.KeepFailureAsync(operation, key, answer);
    }
}

/// <summary>Holds an answer in memory until the change behind it has committed.</summary>
internal sealed class HeldAnswer : IAsyncDisposable
{
    private readonly HttpContext _http;
    private readonly IHttpResponseBodyFeature _original;
    private readonly MemoryStream _body = new();

    internal HeldAnswer(HttpContext http)
    {
        _http = http;
        _original = http.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        http.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(_body, _original));
    }

    internal Answer ToAnswer() =>
        new(
            _http.Response.StatusCode,
            _http.Response.ContentType,
            _http.Response.Headers.ETag.ToString() is { Length: > 0 } tag ? tag : null,
            _http.Response.Headers.Location.ToString() is { Length: > 0 } location ? location : null,
            _body.ToArray()
        );

    internal async Task SendAsync(Answer? instead = null)
    {
        var answer = instead ?? ToAnswer();
        _http.Features.Set(_original);
        answer.ApplyTo(_http.Response);
        if (answer.Body.Length > 0)
            await _http.Response.Body.WriteAsync(answer.Body, _http.RequestAborted);
    }

    public ValueTask DisposeAsync()
    {
        _http.Features.Set(_original);
        return _body.DisposeAsync();
    }
}

/// <summary>A finished answer, as it is sent and as it is kept for a repeat.</summary>
internal sealed record Answer(int Status, string? ContentType, string? ETag, string? Location, byte[] Body)
{
    internal void ApplyTo(HttpResponse response)
    {
        response.StatusCode = Status;
        response.ContentType = ContentType;
        if (ETag is not null)
            response.Headers.ETag = ETag;
        if (Location is not null)
            response.Headers.Location = Location;
        if (Status != StatusCodes.Status204NoContent)
            response.ContentLength = Body.Length;
    }
}
