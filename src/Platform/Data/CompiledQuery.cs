using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace SmartAI.Platform.Data;

/// <summary>
/// A query of one result by one argument for what runs often, kept in a static field of its slice. EF Core otherwise builds, hashes and compares the
/// expression tree on every call: a fifth of the time of reading one row (perf).
/// </summary>
/// <param name="query">Ends in what gives one result: <c>SingleOrDefault</c>, <c>Any</c>, <c>Count</c>.</param>
public sealed class CompiledQuery<TContext, TArgument, TResult>(Expression<Func<TContext, TArgument, CancellationToken, TResult>> query)
    where TContext : ModuleDbContext
{
    // A compiled query belongs to a model. A process has one for each context, unless a test makes servers with other options.
    private readonly ConditionalWeakTable<IModel, Func<TContext, TArgument, CancellationToken, Task<TResult>>> _compiled = [];

    /// <summary>Runs it.</summary>
    public Task<TResult> RunAsync(TContext db, TArgument argument, CancellationToken cancel) =>
        _compiled.GetValue(db.Model, _ => EF.CompileAsyncQuery(query))(db, argument, cancel);
}
