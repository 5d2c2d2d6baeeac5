using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Primitives;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Lists.Export;

namespace SmartAI.Platform.Lists;

/// <summary>Reads the query of one call against the declaration of its list, and gathers all that is wrong with it.</summary>
internal sealed class ListQueryReader<TRow>(
    IReadOnlyList<string> sorts,
    IReadOnlyList<ListScope<TRow>> scopes,
    IReadOnlyList<ListFilter<TRow>> filters
)
{
    public const int MaxLimit = 200;
    public const int DefaultLimit = 50;

    private readonly Dictionary<string, FieldError[]> _wrong = new(StringComparer.Ordinal);
    private Error _error = PlatformErrors.InvalidParameter;

    public (ListQuery? Query, ProblemHttpResult? Problem) Read(ListRequest request)
    {
        var http = request.Context;
        var query = http.Request.Query;
        var values = new object?[scopes.Count + filters.Count];
        for (var i = 0; i < scopes.Count; i++)
            values[i] = scopes[i].ValueFor(http);
        var export = ExportFormat.Accepted(http.Request);
        var read = new ListQuery(
            request.Operation,
            Sort: 0,
            Descending: true,
            DefaultLimit,
            Cursor: null,
            WithTotal: false,
            values,
            export
        );
        foreach (var (name, texts) in query)
            read = Take(read, name, texts);
        if (read.Export is not null)
        {
            RefuseWithExport(query, "limit");
            RefuseWithExport(query, "cursor");
        }
        return _wrong.Count == 0 ? (read, null) : (null, _error.ToProblem(Detail(), _wrong));
    }

    private ListQuery Take(ListQuery query, string name, StringValues texts)
    {
        if (!IsText(name) || texts.Any(t => !IsText(t ?? "")))
            return Wrong(query, name, PlatformErrors.InvalidText.Code, PlatformErrors.InvalidText.Title, PlatformErrors.InvalidText);
        var filter = filters.FirstOrDefault(f => f.Name == name);
        if (filter is null && name is not ("limit" or "cursor" or "sort" or "withTotal" or "format"))
            return Wrong(
                query,
                name,
                PlatformErrors.UnknownParameter.Code,
                PlatformErrors.UnknownParameter.Title,
                PlatformErrors.UnknownParameter
            );
        if (texts.Count != 1 && filter?.Repeatable != true)
            return Wrong(query, name, "validation.pattern", "It may stand only once.");
        var text = texts[0] ?? "";
        return filter is not null ? Filter(query, filter, texts)
            : name == "limit" ? Limit(query, text)
            : name == "sort" ? Sort(query, text)
            : name == "format" ? Format(query, text)
            : name == "withTotal" ? WithTotal(query, text)
            : text.Length > 0 ? query with { Cursor = text }
            : Wrong(query, name, PlatformErrors.InvalidCursor.Code, PlatformErrors.InvalidCursor.Title, PlatformErrors.InvalidCursor);
    }

    private ListQuery Filter(ListQuery query, ListFilter<TRow> filter, StringValues texts)
    {
        if (filter.IsSearch && string.IsNullOrWhiteSpace(texts[0]))
            return query;
        if (filter.ValueType == typeof(string) && texts[0]!.Length > ParameterText.MaxLength)
            return Wrong(query, filter.Name, "validation.too_long", $"It has to be {filter.Expected}.");
        if (filter.Read(texts) is not { } value)
            return Wrong(query, filter.Name, "validation.pattern", $"It has to be {filter.Expected}.");
        query.Values[scopes.Count + IndexOf(filter)] = value;
        return query;
    }

    private ListQuery Limit(ListQuery query, string text) =>
        ParameterText.ReadInt(text) is { } limit and >= 1 and <= MaxLimit
            ? query with
            {
                Limit = limit,
            }
            : Wrong(query, "limit", "validation.out_of_range", $"It has to be a whole number from 1 to {MaxLimit}.");

    private ListQuery Sort(ListQuery query, string text)
    {
        var descending = text.StartsWith('-');
        var name = descending ? text[1..] : text;
        for (var i = 0; i < sorts.Count; i++)
            if (sorts[i] == name)
                return query with { Sort = i, Descending = descending };
        return Wrong(query, "sort", "validation.pattern", $"It has to be one of {string.Join(", ", sorts)}, descending with - before it.");
    }

    private ListQuery WithTotal(ListQuery query, string text) =>
        text is "true" or "false"
            ? query with
            {
                WithTotal = text == "true",
            }
            : Wrong(query, "withTotal", "validation.pattern", "It has to be true or false.");

    private ListQuery Format(ListQuery query, string text) =>
        ExportFormat.All.FirstOrDefault(f => f.Name == text) is { } format
            ? query with
            {
                Export = format,
            }
            : Wrong(
                query,
                "format",
                "validation.pattern",
                $"It has to be one of {string.Join(", ", ExportFormat.All.Select(f => f.Name))}."
            );

    private void RefuseWithExport(IQueryCollection query, string name)
    {
        if (query.ContainsKey(name))
            _wrong["/" + name] = [new FieldError("validation.pattern", "A file has all rows: leave it out.")];
    }

    // Text that no database column can hold outranks an unknown name, and that a bad value: the outer mistake is told first.
    private ListQuery Wrong(ListQuery query, string name, string code, string message, Error? error = null)
    {
        if (
            error is not null
            && _error != PlatformErrors.InvalidText
            && (_error != PlatformErrors.UnknownParameter || error == PlatformErrors.InvalidText)
        )
            _error = error;
        _wrong[Pointer(name)] = [new FieldError(code, message)];
        return query;
    }

    private string Detail() => "See " + string.Join(", ", _wrong.Keys) + ".";

    private int IndexOf(ListFilter<TRow> filter)
    {
        for (var i = 0; i < filters.Count; i++)
            if (filters[i] == filter)
                return i;
        return -1;
    }

    /// <summary>JSON Pointer (RFC 6901) of a name that the client made up: cut, and free of what cannot be written as JSON text.</summary>
    private static string Pointer(string name)
    {
        var safe = new string([.. name.Take(100).Where(c => !char.IsControl(c) && !char.IsSurrogate(c))]);
        return "/" + safe.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
    }

    /// <summary>PostgreSQL refuses NUL, and UTF-8 has no lone surrogates: both would end as a failure far from here.</summary>
    private static bool IsText(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0' || char.IsLowSurrogate(text[i]))
                return false;
            if (char.IsHighSurrogate(text[i]) && (++i == text.Length || !char.IsLowSurrogate(text[i])))
                return false;
        }
        return true;
    }
}
