using System.Data;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SmartAI.Platform.Errors;

namespace SmartAI.Platform.Lists.Export;

/// <summary>Streams all rows of a list as a file, from one snapshot.</summary>
internal static class ListExport
{
    private const string RetryAfterSeconds = "10";

    /// <param name="request">The call.</param>
    /// <param name="format">The kind of file.</param>
    /// <param name="db">Where the queries run.</param>
    /// <param name="unordered">The rows, for counting.</param>
    /// <param name="parts">The rows in order, as queries to run one after the other.</param>
    /// <param name="cancel">The client went away.</param>
    public static async Task<IResult> AnswerAsync<TItem>(
        ListRequest request,
        ExportFormat format,
        DbContext db,
        IQueryable<TItem> unordered,
        IEnumerable<IQueryable<TItem>> parts,
        CancellationToken cancel
    )
    {
        var context = request.Context;
        var services = context.RequestServices;
        var options = services.GetRequiredService<IOptions<ExportOptions>>().Value;
        var clock = services.GetRequiredService<TimeProvider>();
        using var slot = services.GetRequiredService<ExportSlots>().TryTake();
        if (slot is null)
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
            return PlatformErrors.ExportBusy.ToProblem();
        }

        using var timeUp = new CancellationTokenSource(options.Longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeUp.Token);
        var json = services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var byLink = context.Request.Query.ContainsKey("format");
        var job = new ExportJob<TItem>(context.Response, RowsOf(parts, either.Token), json, byLink, options.LargestFile, BeginAsync);
        try
        {
            // Repeatable read: the count, both parts of the list and the millionth row are of one moment.
            await using var snapshot = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, either.Token);
            await db.Database.ExecuteSqlAsync($"set transaction read only", either.Token);
            if (format.MaxRows is { } most && await unordered.Take(most + 1).CountAsync(either.Token) > most)
                return PlatformErrors.TooManyRows.ToProblem();
            await format.WriteAsync(job, either.Token);
            return Results.Empty;
        }
        catch (ExportTooLargeException) when (!context.Response.HasStarted)
        {
            return PlatformErrors.TooManyRows.ToProblem("The file would be too large; narrow the filters or take CSV.");
        }
        catch (Exception failure)
        {
            // Without this the server would end the body as if it were whole, and half a file would pass for all of it.
            if (context.Response.HasStarted)
                context.Abort();
            if (failure is OperationCanceledException && timeUp.IsCancellationRequested && !cancel.IsCancellationRequested)
                throw new TimeoutException($"An export took longer than {options.Longest}.", failure);
            throw;
        }

        Task BeginAsync()
        {
            var at = clock.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
            context.Response.ContentType = format.ContentType;
            context.Response.Headers.ContentDisposition = $"attachment; filename=\"{request.ListName}-{at}.{format.Name}\"";
            context.Features.Set(new ExportFeature(format.Name));
            return context.Response.StartAsync(either.Token);
        }
    }

    private static async IAsyncEnumerable<TItem> RowsOf<TItem>(
        IEnumerable<IQueryable<TItem>> parts,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel
    )
    {
        foreach (var part in parts)
        await foreach (var row in part.AsAsyncEnumerable().WithCancellation(cancel))
            yield return row;
    }
}

/// <summary>The temporary file has reached its bound.</summary>
internal sealed class ExportTooLargeException : Exception;
