using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using SmartAI.Platform.Data;

namespace SmartAI.Platform.Lists;

/// <summary>The rows of a sorted list that have a key and those that do not: PostgreSQL can walk an index through each of them, not through both at once.</summary>
internal enum Part
{
    /// <summary>The key is never null.</summary>
    All,
    WithKey,
    WithoutKey,
}

/// <summary>Order and start of a page on (key, id).</summary>
internal sealed class Keyset<TRow, TKey>(Expression<Func<TRow, TKey>> key, Expression<Func<TRow, Guid>> id)
{
    // Row values: PostgreSQL makes one index condition of them, where "a < x or (a = x and i < y)" becomes a filter over what it reads.
    private static readonly Expression<Func<TKey, Guid, TKey, Guid, bool>> Before = (a, i, x, y) =>
        EF.Functions.LessThan(ValueTuple.Create(a, i), ValueTuple.Create(x, y));

    private static readonly Expression<Func<TKey, Guid, TKey, Guid, bool>> Behind = (a, i, x, y) =>
        EF.Functions.GreaterThan(ValueTuple.Create(a, i), ValueTuple.Create(x, y));

    private readonly ParameterExpression _row = key.Parameters[0];
    private readonly Expression _id = Replace.In(id.Body, id.Parameters[0], key.Parameters[0]);

    /// <summary>Whether a row can be without a key.</summary>
    public bool IsNullable { get; } = CanBeNull(key.Body);

    public IQueryable<TRow> Order(IQueryable<TRow> rows, Part part, bool descending)
    {
        if (part == Part.WithoutKey)
        {
            rows = rows.Where(Where(Expression.Equal(key.Body, Expression.Constant(null, typeof(TKey)))));
            return descending ? rows.OrderByDescending(id) : rows.OrderBy(id);
        }
        if (part == Part.WithKey)
            rows = rows.Where(Where(Expression.NotEqual(key.Body, Expression.Constant(null, typeof(TKey)))));
        return descending ? rows.OrderByDescending(key).ThenByDescending(id) : rows.OrderBy(key).ThenBy(id);
    }

    /// <summary>Only the rows after a place; both values are expressions of arguments.</summary>
    public IQueryable<TRow> After(IQueryable<TRow> rows, Part part, bool descending, Expression lastKey, Expression lastId)
    {
        if (part == Part.WithoutKey)
            return rows.Where(Where(descending ? Expression.LessThan(_id, lastId) : Expression.GreaterThan(_id, lastId)));
        var template = descending ? Before : Behind;
        Expression[] parts = [key.Body, _id, lastKey, lastId];
        var body = template.Body;
        for (var i = 0; i < parts.Length; i++)
            body = Replace.In(body, template.Parameters[i], parts[i]);
        return rows.Where(Where(body));
    }

    /// <summary>Item, key and id of a row in one projection.</summary>
    public Expression<Func<TRow, ListRow<TItem, TKey>>> Project<TItem>(Expression<Func<TRow, TItem>> item) =>
        Expression.Lambda<Func<TRow, ListRow<TItem, TKey>>>(
            Expression.New(
                typeof(ListRow<TItem, TKey>).GetConstructor([typeof(TItem), typeof(TKey), typeof(Guid)])!,
                Replace.In(item.Body, item.Parameters[0], _row),
                key.Body,
                _id
            ),
            _row
        );

    private Expression<Func<TRow, bool>> Where(Expression body) => Expression.Lambda<Func<TRow, bool>>(body, _row);

    /// <summary>
    /// A key that is taken for not null but is null would fall out of every page, so anything that is not plainly a column declared as not null
    /// counts as nullable, and a key that cannot hold the null it may meet is refused at start.
    /// </summary>
    private static bool CanBeNull(Expression body)
    {
        var nullable = typeof(TKey).IsValueType ? Nullable.GetUnderlyingType(typeof(TKey)) is not null : body is not MemberExpression;
        var nullability = new NullabilityInfoContext();
        for (var step = body; step is MemberExpression { Member: PropertyInfo property } member; step = member.Expression!)
            if (!property.PropertyType.IsValueType && nullability.Create(property).ReadState == NullabilityState.Nullable)
                nullable = true;
        if (nullable && typeof(TKey).IsValueType && Nullable.GetUnderlyingType(typeof(TKey)) is null)
            throw new ArgumentException(
                $"The sort key {body} can be null through an optional navigation: cast it to {typeof(TKey).Name}?."
            );
        return nullable;
    }
}
