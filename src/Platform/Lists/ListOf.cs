using System.Linq.Expressions;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmartAI.Platform.Access;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Lists.Export;

namespace SmartAI.Platform.Lists;

/// <summary>
/// The declaration of a list: what it shows of a row, its orders, its filters. Made once, in a static field of its slice; complete before the
/// first call and not changed after. Each sort needs an index on (key, id).
/// </summary>
public sealed class ListOf<TRow, TItem>
    where TRow : class
{
    private readonly ListRows<TRow, TItem> _rows;
    private readonly List<ListSort<TRow, TItem>> _sorts = [];
    private readonly List<string> _sortNames = [];

    private ListOf(ListRows<TRow, TItem> rows) => _rows = rows;

    /// <summary>Begins a declaration.</summary>
    /// <param name="id">The key that makes an order total.</param>
    /// <param name="item">What is read and shown of a row; runs in SQL.</param>
    public static ListOf<TRow, TItem> By(Expression<Func<TRow, Guid>> id, Expression<Func<TRow, TItem>> item) =>
        new(new ListRows<TRow, TItem>(id, item));

    /// <summary>An order. The first is the default, and descending where a call names none. Rows without a key come last in both directions.</summary>
    /// <exception cref="ArgumentException">The key can be null and its type cannot say so.</exception>
    public ListOf<TRow, TItem> Sort<TKey>(string name, Expression<Func<TRow, TKey>> key)
    {
        _sorts.Add(new ListSort<TRow, TItem, TKey>(name, _rows, key));
        _sortNames.Add(name);
        return this;
    }

    /// <summary>A query parameter of one value. <typeparamref name="TValue"/> is string, Guid, bool, int, DateTimeOffset or an enum.</summary>
    public ListOf<TRow, TItem> Filter<TValue>(string name, string description, Expression<Func<TRow, TValue, bool>> where) =>
        Add(new ListFilter<TRow>(name, description, typeof(TValue), repeatable: false, where));

    /// <summary>A query parameter that may be repeated: <c>(user, states) => states.Contains(user.Status)</c>.</summary>
    public ListOf<TRow, TItem> FilterAny<TValue>(string name, string description, Expression<Func<TRow, TValue[], bool>> where) =>
        Add(new ListFilter<TRow>(name, description, typeof(TValue), repeatable: true, where));

    /// <summary>A text that stands anywhere in a column, upper and lower case alike. The column needs a trigram index.</summary>
    public ListOf<TRow, TItem> Search(string name, string description, Expression<Func<TRow, string>> column) =>
        Add(ListFilter<TRow>.SearchIn(name, description, column));

    /// <summary>A condition on every row, whatever the query.</summary>
    public ListOf<TRow, TItem> Where(Expression<Func<TRow, bool>> always)
    {
        _rows.Always.Add(always);
        return this;
    }

    /// <summary>Only the rows that the caller may see: <c>.Scope(caller => caller.UserId, (token, me) => token.UserId == me)</c>.</summary>
    public ListOf<TRow, TItem> Scope<TValue>(Func<Caller, TValue> value, Expression<Func<TRow, TValue, bool>> where)
        where TValue : notnull =>
        Within(
            http => value(Caller.Of(http) ?? throw new InvalidOperationException("A scoped list was mapped for anonymous callers.")),
            where
        );

    /// <summary>Only the rows that belong to the address: a value of the route.</summary>
    public ListOf<TRow, TItem> Within<TValue>(Func<HttpContext, TValue> value, Expression<Func<TRow, TValue, bool>> where)
        where TValue : notnull
    {
        _rows.Scopes.Add(new ListScope<TRow>(http => value(http), where));
        return this;
    }

    /// <summary>
    /// The answer: a <see cref="Page{T}"/>, or, where the call asks for a file, the rows streamed. Fails with <c>request.invalid_parameter</c>,
    /// <c>request.unknown_parameter</c>, <c>request.invalid_text</c>, <c>request.invalid_cursor</c>, <c>export.busy</c> and <c>export.too_many_rows</c>.
    /// </summary>
    public async Task<IResult> AnswerAsync(ListRequest request, DbContext db, CancellationToken cancel)
    {
        var (query, problem) = new ListQueryReader<TRow>(_sortNames, _rows.Scopes, _rows.Filters).Read(request);
        if (query is null)
            return problem!;
        var sort = _sorts[query.Sort];
        if (query.Export is not null)
            return await ListExport.AnswerAsync(
                request,
                query.Export,
                db,
                _rows.Narrow(db, query).Select(_rows.Item),
                sort.All(db, query),
                cancel
            );

        var page = await sort.PageAsync(db, query, request.Context.RequestServices.GetRequiredService<ListCursors>(), cancel);
        if (page is null)
            return PlatformErrors.InvalidCursor.ToProblem();
        if (query.WithTotal)
            page = page with { Total = await _rows.Narrow(db, query).LongCountAsync(cancel) };
        return TypedResults.Ok(page);
    }

    /// <summary>What it takes and gives, for the OpenAPI document.</summary>
    public ListParameters Describe() =>
        new(
            [
                new("limit", "How many items to a page.", typeof(int))
                {
                    Default = ListQueryReader<TRow>.DefaultLimit,
                    Minimum = 1,
                    Maximum = ListQueryReader<TRow>.MaxLimit,
                },
                new("cursor", "The next of the page before; all else as it was there.", typeof(string)),
                new("sort", "The order; descending with - before the name.", typeof(string))
                {
                    Values = [.. _sortNames.SelectMany(s => new[] { s, "-" + s })],
                    Default = "-" + _sortNames[0],
                },
                new("withTotal", "Whether to count all rows that the filters leave.", typeof(bool)) { Default = false },
                new("format", "Answers with a file of all rows.", typeof(string)) { Values = [.. ExportFormat.All.Select(f => f.Name)] },
                .. _rows.Filters.Select(f => f.Describe()),
            ],
            _sortNames,
            [.. ExportFormat.All.Select(f => f.ContentType)]
        );

    private ListOf<TRow, TItem> Add(ListFilter<TRow> filter)
    {
        _rows.Filters.Add(filter);
        return this;
    }
}
