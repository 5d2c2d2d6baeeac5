using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace SmartAI.Platform.Lists;

/// <summary>Which rows a list has and what it shows of them, without order. One builder serves pages, totals and exports.</summary>
internal sealed class ListRows<TRow, TItem>(Expression<Func<TRow, Guid>> id, Expression<Func<TRow, TItem>> item)
    where TRow : class
{
    public Expression<Func<TRow, Guid>> Id => id;
    public Expression<Func<TRow, TItem>> Item => item;
    public List<Expression<Func<TRow, bool>>> Always { get; } = [];
    public List<ListScope<TRow>> Scopes { get; } = [];
    public List<ListFilter<TRow>> Filters { get; } = [];

    /// <summary>Scopes and then filters: the order of <see cref="ListQuery.Values"/>.</summary>
    public ListCondition<TRow> Condition(int index) => index < Scopes.Count ? Scopes[index] : Filters[index - Scopes.Count];

    public int ConditionCount => Scopes.Count + Filters.Count;

    /// <summary>The source narrowed by the conditions that <paramref name="present"/> names.</summary>
    public IQueryable<TRow> Narrow(IQueryable<TRow> source, Func<int, bool> present, ArgumentAt argument)
    {
        foreach (var predicate in Always)
            source = source.Where(predicate);
        for (var i = 0; i < ConditionCount; i++)
            if (present(i))
                source = source.Where(Condition(i).Bind(argument(i, Condition(i).ValueType)));
        return source;
    }

    public IQueryable<TRow> Narrow(DbContext db, ListQuery query) =>
        Narrow(db.Set<TRow>(), i => query.Values[i] is not null, Arguments.Of(query.Values));
}

/// <summary>Where in a query the value of an argument stands.</summary>
internal delegate Expression ArgumentAt(int index, Type type);

/// <summary>Arguments as a captured variable, which EF Core turns into SQL parameters: its query cache then sees one query, not one per value.</summary>
internal sealed class Arguments(object?[] values)
{
    // EF Core takes a member of a constant for a captured variable; a bare constant would be written into the SQL.
    public object?[] Values => values;

    public static ArgumentAt Of(object?[] values)
    {
        var captured = Expression.Property(Expression.Constant(new Arguments(values)), nameof(Values));
        return (index, type) => Expression.Convert(Expression.ArrayIndex(captured, Expression.Constant(index)), type);
    }
}
