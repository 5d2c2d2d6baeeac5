using System.Security.Cryptography;
using System.Text.Json;
using SmartAI.Platform.Lists.Export;

namespace SmartAI.Platform.Lists;

/// <summary>A list's question, read and found good.</summary>
/// <param name="Operation">What it was asked of.</param>
/// <param name="Sort">The position of the sort among the declared ones.</param>
/// <param name="Descending">The direction of the sort and of the id after it.</param>
/// <param name="Limit">Rows on the page.</param>
/// <param name="Cursor">The page's start as the client gave it; null for the first page.</param>
/// <param name="WithTotal">Whether to count all rows.</param>
/// <param name="Values">One value per declared condition, scopes first; null where a filter is absent.</param>
/// <param name="Export">The file asked for; null for JSON.</param>
internal sealed record ListQuery(
    string Operation,
    int Sort,
    bool Descending,
    int Limit,
    string? Cursor,
    bool WithTotal,
    object?[] Values,
    ExportFormat? Export
)
{
    /// <summary>
    /// A hash of everything that decides which rows stand where. The scopes' values are in it, so that a cursor is of no use to anybody else.
    /// </summary>
    public byte[] Fingerprint(string sort) =>
        // As JSON, in which no two questions look alike, and in one go: this runs on every page.
        SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes<object?[]>([Operation, sort, Descending, .. Values]));
}
