using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace SmartAI.Platform.Data.Together;

/// <summary>
/// The query of rows by their ids, for what runs often: kept in a static field of its slice and compiled once, because EF Core otherwise builds, hashes and
/// compares the expression tree on every call, a fifth of the time of reading one row (perf).
/// </summary>
/// <param name="id">The key of an entity.</param>
/// <param name="row">What is read of it.</param>
public sealed class RowsById<TContext, TEntity, TRow>(Expression<Func<TEntity, Guid>> id, Expression<Func<TEntity, TRow>> row)
    where TContext : ModuleDbContext
    where TEntity : class
{
    // Compiled queries belong to a model. A process has one for each context, unless a test makes servers with other options.
    private readonly ConditionalWeakTable<IModel, Compiled> _compiled = [];

    /// <summary>The rows that there are, in any order.</summary>
    public IAsyncEnumerable<TRow> Run(TContext db, Guid[] ids)
    {
        var (one, many) = _compiled.GetValue(db.Model, _ => Compile());
        return ids.Length == 1 ? one(db, ids[0]) : many(db, ids);
    }

    // PostgreSQL keeps one plan for an id, and plans a short array anew each time, which takes as long as reading four rows (EXPLAIN).
    private Compiled Compile()
    {
        Expression<Func<Guid, Guid, bool>> isOne = (key, wanted) => key == wanted;
        Expression<Func<Guid, Guid[], bool>> isAmong = (key, wanted) => wanted.Contains(key);
        return new Compiled(EF.CompileAsyncQuery(Rows(isOne)), EF.CompileAsyncQuery(Rows(isAmong)));
    }

    private Expression<Func<TContext, TWanted, IQueryable<TRow>>> Rows<TWanted>(Expression<Func<Guid, TWanted, bool>> matches)
    {
        var db = Expression.Parameter(typeof(TContext), "db");
        // A query over no source yet: only its expression is wanted.
        IQueryable<TEntity> source = new EnumerableQuery<TEntity>(Expression.Call(db, nameof(DbContext.Set), [typeof(TEntity)]));
        var rows = source
            .Where(Expression.Lambda<Func<TEntity, bool>>(Replace.In(matches.Body, matches.Parameters[0], id.Body), id.Parameters))
            .Select(row);
        return Expression.Lambda<Func<TContext, TWanted, IQueryable<TRow>>>(rows.Expression, db, matches.Parameters[1]);
    }

    private sealed record Compiled(Func<TContext, Guid, IAsyncEnumerable<TRow>> One, Func<TContext, Guid[], IAsyncEnumerable<TRow>> Many);
}
