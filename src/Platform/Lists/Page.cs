namespace SmartAI.Platform.Lists;

/// <summary>One page of a list.</summary>
/// <param name="Items">At most <c>limit</c> of them, in the order asked for.</param>
/// <param name="Next">The cursor of the page after this one; null on the last page.</param>
/// <param name="Total">How many rows the filters leave, over all pages; null unless <c>withTotal=true</c> asked for it.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next, long? Total);
