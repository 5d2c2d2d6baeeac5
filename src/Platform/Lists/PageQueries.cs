using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using SmartAI.Platform.Data.Together;

namespace SmartAI.Platform.Lists;

/// <summary>
/// The queries of one sort, compiled once per shape: EF Core otherwise builds, hashes and compares the whole expression tree on every call.
/// Shapes are bounded, because clients choose them: past the bound a page runs as plain LINQ, right but slower.
/// </summary>
internal sealed class PageQueries<TRow, TItem, TKey>(ListRows<TRow, TItem> rows, Keyset<TRow, TKey> keyset)
    where TRow : class
{
    private const int MaxShapes = 160;

    // PostgreSQL plans a page well only where it sees how short it is: LIMIT as a parameter made the generic plan read whole tables (EXPLAIN). Every
    // limit as a constant would be a plan each, so the next larger of these is read, and the rest left unread.
    private static readonly int[] Sizes = [11, 26, 51, 101, 201];

    // The most arguments that an overload of EF.CompileAsyncQuery takes.
    private const int MaxArguments = 15;

    // Compiled queries belong to a model, and tests run many servers, each with its own model, in one process.
    private readonly ConditionalWeakTable<IModel, ConcurrentDictionary<Shape, Compiled>> _compiled = [];

    private delegate IAsyncEnumerable<ListRow<TItem, TKey>> Compiled(DbContext db, object?[] arguments);

    /// <summary>Adds the rows of a part to the page, after a place or from its beginning, until it has one more than <paramref name="limit"/>.</summary>
    public async Task ReadAsync(
        DbContext db,
        ListQuery query,
        Part part,
        Cursor<TKey>? after,
        List<ListRow<TItem, TKey>> page,
        int limit,
        CancellationToken cancel
    )
    {
        var arguments = new object?[rows.ConditionCount + 2];
        query.Values.CopyTo(arguments, 0);
        arguments[KeyAt] = after is null ? null : after.Key;
        arguments[IdAt] = after?.Id;

        var take = Array.Find(Sizes, size => size > limit - page.Count);
        var shape = new Shape(Present(query.Values), part, query.Descending, after is not null, take);
        var run = CompiledFor(db.Model, shape);
        using var together = PagesTogether.Reading(db, run);
        var found = run is not null ? run(db, arguments) : Build(db.Set<TRow>(), shape, Arguments.Of(arguments)).AsAsyncEnumerable();
        await foreach (var row in found.WithCancellation(cancel))
        {
            page.Add(row);
            // One more than asked for tells whether there is a next page, at no second query.
            if (page.Count > limit)
                return;
        }
    }

    private Compiled? CompiledFor(IModel model, Shape shape)
    {
        var shapes = _compiled.GetOrCreateValue(model);
        if (!shapes.TryGetValue(shape, out var run) && shapes.Count < MaxShapes && rows.ConditionCount + 2 <= MaxArguments)
            run = shapes.GetOrAdd(shape, Compile);
        return run;
    }

    private int KeyAt => rows.ConditionCount;
    private int IdAt => rows.ConditionCount + 1;

    private IQueryable<ListRow<TItem, TKey>> Build(IQueryable<TRow> source, Shape shape, ArgumentAt argument)
    {
        var narrowed = rows.Narrow(source, i => (shape.Conditions & (1UL << i)) != 0, argument);
        if (shape.After)
            narrowed = keyset.After(narrowed, shape.Part, shape.Descending, argument(KeyAt, typeof(TKey)), argument(IdAt, typeof(Guid)));
        var ordered = keyset.Order(narrowed, shape.Part, shape.Descending);
        var taken = Expression.Call(
            typeof(Queryable),
            nameof(Queryable.Take),
            [typeof(TRow)],
            ordered.Expression,
            Expression.Constant(shape.Take)
        );
        return ordered.Provider.CreateQuery<TRow>(taken).Select(keyset.Project(rows.Item));
    }

    private Compiled Compile(Shape shape)
    {
        var used = new SortedDictionary<int, ParameterExpression>();
        var db = Expression.Parameter(typeof(DbContext), "db");
        // A query over no source yet: only its expression is wanted.
        IQueryable<TRow> source = new EnumerableQuery<TRow>(Expression.Call(db, nameof(DbContext.Set), [typeof(TRow)]));
        var body = Build(
            source,
            shape,
            (index, type) => used.TryGetValue(index, out var known) ? known : used[index] = Expression.Parameter(type, "p" + index)
        ).Expression;

        Type[] types = [typeof(DbContext), .. used.Values.Select(p => p.Type), typeof(ListRow<TItem, TKey>)];
        var compile = CompileAsyncQuery(types.Length).MakeGenericMethod(types);
        // Not Func<..., IQueryable<T>> inferred from the body: its static type may be IOrderedQueryable.
        var lambda = Expression.Lambda(compile.GetParameters()[0].ParameterType.GenericTypeArguments[0], body, [db, .. used.Values]);
        var typed = (Delegate)compile.Invoke(null, [lambda])!;

        var array = Expression.Parameter(typeof(object[]), "arguments");
        var values = used.Select(p => Expression.Convert(Expression.ArrayIndex(array, Expression.Constant(p.Key)), p.Value.Type));
        return Expression.Lambda<Compiled>(Expression.Invoke(Expression.Constant(typed), [db, .. values]), db, array).Compile();
    }

    /// <summary>The overload for queries of many rows with this number of type parameters.</summary>
    private static MethodInfo CompileAsyncQuery(int typeParameters) =>
        typeof(EF)
            .GetMethods()
            .Single(m =>
                m.Name == nameof(EF.CompileAsyncQuery)
                && m.GetGenericArguments().Length == typeParameters
                && m.GetParameters()[0].ParameterType.GenericTypeArguments[0].GenericTypeArguments[^1] is { IsGenericType: true } result
                && result.GetGenericTypeDefinition() == typeof(IQueryable<>)
            );

    private static ulong Present(object?[] values)
    {
        var present = 0UL;
        for (var i = 0; i < values.Length; i++)
            if (values[i] is not null)
                present |= 1UL << i;
        return present;
    }

    /// <summary>What the text of the SQL depends on.</summary>
    private readonly record struct Shape(ulong Conditions, Part Part, bool Descending, bool After, int Take);
}
