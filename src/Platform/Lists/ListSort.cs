using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace SmartAI.Platform.Lists;

/// <summary>A declared order of a list: a key, then the id in the same direction. Rows without a key come last in both directions.</summary>
internal abstract class ListSort<TRow, TItem>(string name)
    where TRow : class
{
    public string Name => name;

    /// <summary>The page, or null if the cursor is not one of this question.</summary>
    public abstract Task<Page<TItem>?> PageAsync(DbContext db, ListQuery query, ListCursors cursors, CancellationToken cancel);

    /// <summary>All rows, read as they are taken.</summary>
    public abstract IEnumerable<IQueryable<TItem>> All(DbContext db, ListQuery query);
}

internal sealed class ListSort<TRow, TItem, TKey>(string name, ListRows<TRow, TItem> rows, Expression<Func<TRow, TKey>> key)
    : ListSort<TRow, TItem>(name)
    where TRow : class
{
    private readonly PageQueries<TRow, TItem, TKey> _queries = new(rows, new Keyset<TRow, TKey>(key, rows.Id));
    private readonly Keyset<TRow, TKey> _keyset = new(key, rows.Id);

    public override async Task<Page<TItem>?> PageAsync(DbContext db, ListQuery query, ListCursors cursors, CancellationToken cancel)
    {
        var question = query.Fingerprint(Name);
        Cursor<TKey>? after = null;
        if (query.Cursor is not null && (after = cursors.Read<TKey>(query.Cursor, question)) is null)
            return null;

        var page = new List<ListRow<TItem, TKey>>(query.Limit + 1);
        var inNulls = after is { Key: null };
        if (!inNulls)
            await ReadAsync(_keyset.IsNullable ? Part.WithKey : Part.All, after);
        // Two queries rather than one over both parts: each then runs down a plain index on (key, id), whichever the direction.
        if (_keyset.IsNullable && page.Count <= query.Limit)
            await ReadAsync(Part.WithoutKey, inNulls ? after : null);

        string? next = null;
        if (page.Count > query.Limit)
        {
            var last = page[query.Limit - 1];
            next = cursors.Write(new Cursor<TKey>(last.Key, last.Id), question);
            page.RemoveAt(query.Limit);
        }
        return new Page<TItem>(page.ConvertAll(r => r.Item), next, Total: null);

        Task ReadAsync(Part part, Cursor<TKey>? start) => _queries.ReadAsync(db, query, part, start, page, query.Limit, cancel);
    }

    public override IEnumerable<IQueryable<TItem>> All(DbContext db, ListQuery query)
    {
        Part[] parts = _keyset.IsNullable ? [Part.WithKey, Part.WithoutKey] : [Part.All];
        return parts.Select(part => _keyset.Order(rows.Narrow(db, query), part, query.Descending).Select(rows.Item));
    }
}

/// <summary>A row as read: what is shown, and where it stands.</summary>
internal sealed record ListRow<TItem, TKey>(TItem Item, TKey Key, Guid Id);
