using System.Collections;
using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;

namespace SmartAI.Platform.Lists.Export;

/// <summary>A column of a table made of items.</summary>
internal sealed record ExportColumn<TItem>(string Name, Func<TItem, object?> Read);

/// <summary>The columns of an item: its public properties in order, by their JSON names; those of a nested record as <c>actor.id</c>, <c>actor.name</c>.</summary>
internal static class ExportColumns<TItem>
{
    /// <summary>Made once per type of item.</summary>
    public static IReadOnlyList<ExportColumn<TItem>> All { get; } = [.. Of(Expression.Parameter(typeof(TItem), "item"))];

    private static IEnumerable<ExportColumn<TItem>> Of(ParameterExpression item) =>
        Leaves(item, "", depth: 0)
            .Select(leaf => new ExportColumn<TItem>(
                leaf.Name,
                Expression.Lambda<Func<TItem, object?>>(Expression.Convert(leaf.Value, typeof(object)), item).Compile()
            ));

    private static IEnumerable<(string Name, Expression Value)> Leaves(Expression owner, string prefix, int depth) =>
        owner
            .Type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.CanRead && p.GetIndexParameters().Length == 0)
            .SelectMany(p => Leaf(prefix + JsonNamingPolicy.CamelCase.ConvertName(p.Name), Expression.Property(owner, p), depth));

    private static IEnumerable<(string Name, Expression Value)> Leaf(string name, Expression value, int depth) =>
        IsRecord(value.Type) && depth < 2
            ? Leaves(value, name + ".", depth + 1).Select(leaf => (leaf.Name, (Expression)NullIfNoOwner(value, leaf.Value)))
            : [(name, value)];

    private static bool IsRecord(Type type) =>
        type.IsClass
        && type != typeof(string)
        && type != typeof(object)
        && !type.IsAssignableTo(typeof(IEnumerable))
        && type.Namespace?.StartsWith("System", StringComparison.Ordinal) != true;

    private static ConditionalExpression NullIfNoOwner(Expression owner, Expression value) =>
        Expression.Condition(
            Expression.Equal(owner, Expression.Constant(null, owner.Type)),
            Expression.Constant(null, typeof(object)),
            Expression.Convert(value, typeof(object))
        );
}

/// <summary>What stands in a cell that is not plain text, in words.</summary>
internal static class CellText
{
    /// <summary>The words for an enum, a list or an object; null if the value is a scalar that each format writes its own way.</summary>
    public static string? Of(object value, JsonSerializerOptions json) =>
        value switch
        {
            string text => text,
            Enum choice => JsonNamingPolicy.CamelCase.ConvertName(choice.ToString()),
            IEnumerable<string> texts => string.Join("; ", texts),
            IFormattable or bool => null,
            _ => JsonSerializer.Serialize(value, value.GetType(), json),
        };
}
