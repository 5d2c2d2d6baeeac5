namespace SmartAI.Platform.Lists;

/// <summary>Endpoint metadata: what a list takes in its query and how it can answer. The OpenAPI document and the tools are made from it.</summary>
/// <param name="Parameters">Every query parameter, the paging ones first.</param>
/// <param name="Sorts">The names that <c>sort</c> takes, the default first; each also with <c>-</c> before it.</param>
/// <param name="ExportTypes">The content types that the same address answers with, besides JSON, when asked by <c>Accept</c> or <c>format</c>.</param>
public sealed record ListParameters(
    IReadOnlyList<ListParameter> Parameters,
    IReadOnlyList<string> Sorts,
    IReadOnlyList<string> ExportTypes
);

/// <summary>One query parameter of a list. None is required.</summary>
/// <param name="Name">As it stands in the query; upper and lower case differ.</param>
/// <param name="Description">One English sentence.</param>
/// <param name="Type">string, bool, int, <see cref="Guid"/>, <see cref="DateTimeOffset"/> (RFC 3339) or an enum (in camelCase).</param>
public sealed record ListParameter(string Name, string Description, Type Type)
{
    /// <summary>True if it may stand more than once: any of the values then matches.</summary>
    public bool Repeatable { get; init; }

    /// <summary>The only values it takes; null if it is not a choice.</summary>
    public IReadOnlyList<string>? Values { get; init; }

    /// <summary>The value that its absence means; null if absence means no restriction.</summary>
    public object? Default { get; init; }

    /// <summary>The smallest number it takes.</summary>
    public int? Minimum { get; init; }

    /// <summary>The largest number it takes.</summary>
    public int? Maximum { get; init; }

    /// <summary>The longest text it takes, in UTF-16 code units.</summary>
    public int? MaxLength { get; init; }
}
