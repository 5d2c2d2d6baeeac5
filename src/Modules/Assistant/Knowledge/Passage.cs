using NpgsqlTypes;

namespace SmartAI.Assistant.Knowledge;

/// <summary>A part of a page that can be found and cited: what stands between two headings.</summary>
internal sealed class Passage
{
    public required Guid Id { get; init; }

    /// <summary>Where it comes from: <c>docs</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The page within its source: <c>members/account.md</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The place on the page, as its heading is linked: <c>sign-in</c>.</summary>
    public required string Anchor { get; init; }

    /// <summary>Its heading.</summary>
    public required string Title { get; init; }

    /// <summary>The headings above it.</summary>
    public required string Trail { get; init; }

    /// <summary>Other words for what it is about; found by, not shown.</summary>
    public required string Words { get; init; }

    public required string Text { get; init; }
    public NpgsqlTsVector Search { get; private set; } = null!;
}

/// <summary>A source of knowledge and what of it is indexed.</summary>
internal sealed class KnowledgeSource
{
    public required string Name { get; init; }

    /// <summary>SHA-256 of all that was indexed.</summary>
    public required string ContentHash { get; set; }
    public required DateTimeOffset IndexedAt { get; set; }
}

/// <summary>A word that occurs in a source, so that one that was typed wrongly finds the one that was meant.</summary>
internal sealed class KnownWord
{
    public required string Source { get; init; }
    public required string Word { get; init; }
}
