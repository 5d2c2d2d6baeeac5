using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace SmartAI.Platform.Data.Together;

/// <summary>
/// Takes the statements of pages from EF Core, sends them in company and hands the rows back: the context opens no connection for them. One lane for each
/// kind of page, so that none waits for another kind.
/// </summary>
internal sealed class PagesTogether(NpgsqlDataSource database, TimeProvider clock) : DbCommandInterceptor, IDbConnectionInterceptor
{
    private readonly ConcurrentDictionary<object, PageLane> _lanes = [];

    /// <summary>Until it is disposed, the context's query is one of a page.</summary>
    /// <param name="kind">What all pages of this kind have in common and no other: it is kept, so there must not be too many. Null for a page that is read by itself.</param>
    internal static PageReading? Reading(DbContext db, object? kind) =>
        // What a transaction has changed, only its own connection sees.
        kind is not null
        && db is ModuleDbContext context
        && db.Database.CurrentTransaction is null
            ? new PageReading(context, kind)
            : null;

    public ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection,
        ConnectionEventData eventData,
        InterceptionResult result,
        CancellationToken cancellationToken = default
    ) => new(eventData.Context is ModuleDbContext { PageKind: not null } ? InterceptionResult.Suppress() : result);

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        if (eventData.Context is not ModuleDbContext { PageKind: { } kind })
            return result;
        var lane = _lanes.GetOrAdd(kind, static (_, all) => new PageLane(all.database, all.clock), (database, clock));
        return InterceptionResult<DbDataReader>.SuppressWithResult(await lane.ReadAsync((NpgsqlCommand)command, cancellationToken));
    }
}

internal readonly struct PageReading : IDisposable
{
    private readonly ModuleDbContext _context;

    internal PageReading(ModuleDbContext context, object kind)
    {
        _context = context;
        _context.PageKind = kind;
    }

    public void Dispose() => _context.PageKind = null;
}
