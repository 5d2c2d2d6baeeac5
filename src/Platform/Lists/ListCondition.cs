using System.Linq.Expressions;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using SmartAI.Platform.Data;

namespace SmartAI.Platform.Lists;

/// <summary>A predicate over a row and one value, joined to the query when the value is there.</summary>
internal abstract class ListCondition<TRow>(LambdaExpression predicate)
{
    /// <summary>The CLR type of the value: the SQL parameter's.</summary>
    public Type ValueType => predicate.Parameters[1].Type;

    /// <summary>The predicate with the value's expression in the place of its second parameter.</summary>
    public Expression<Func<TRow, bool>> Bind(Expression value) =>
        Expression.Lambda<Func<TRow, bool>>(Replace.In(predicate.Body, predicate.Parameters[1], value), predicate.Parameters[0]);
}

/// <summary>What the caller may see, whatever the query asks: always joined.</summary>
internal sealed class ListScope<TRow>(Func<HttpContext, object?> value, LambdaExpression predicate) : ListCondition<TRow>(predicate)
{
    public object? ValueFor(HttpContext context) => value(context);
}

/// <summary>A query parameter that narrows the list.</summary>
internal sealed class ListFilter<TRow>(string name, string description, Type type, bool repeatable, LambdaExpression predicate)
    : ListCondition<TRow>(predicate)
{
    private readonly ParameterText _text = ParameterText.Of(type);

    public string Name => name;
    public bool Repeatable => repeatable;
    public string Expected => _text.Expected;

    /// <summary>True for <c>q</c>: a blank text then means no search, and a match may stand anywhere in the column.</summary>
    public bool IsSearch { get; private init; }

    public ListParameter Describe() =>
        new(name, description, type)
        {
            Repeatable = repeatable,
            Values = _text.Values,
            MaxLength = type == typeof(string) ? ParameterText.MaxLength : null,
        };

    /// <summary>The value for the predicate: an array for a repeatable filter; null if one of the texts cannot be read.</summary>
    public object? Read(IReadOnlyList<string?> texts)
    {
        if (!repeatable)
            return _text.Read(texts[0]!) is string found && IsSearch ? Contains(found) : _text.Read(texts[0]!);
        var values = Array.CreateInstance(type, texts.Count);
        for (var i = 0; i < texts.Count; i++)
        {
            if (_text.Read(texts[i]!) is not { } value)
                return null;
            values.SetValue(value, i);
        }
        return values;
    }

    public static ListFilter<TRow> SearchIn(string name, string description, Expression<Func<TRow, string>> column)
    {
        var pattern = Expression.Parameter(typeof(string), "pattern");
        Expression<Func<string, string, bool>> matches = (text, like) => EF.Functions.ILike(text, like, "\\");
        var body = Replace.In(Replace.In(matches.Body, matches.Parameters[0], column.Body), matches.Parameters[1], pattern);
        var predicate = Expression.Lambda(body, column.Parameters[0], pattern);
        return new ListFilter<TRow>(name, description, typeof(string), repeatable: false, predicate) { IsSearch = true };
    }

    /// <summary>The text as a LIKE pattern in which its own wildcards are plain characters.</summary>
    private static string Contains(string text) =>
        $"%{text.Trim().Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal)}%";
}
