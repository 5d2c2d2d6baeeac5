using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
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
    public byte[] Fingerprint(string sort)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, Operation);
        Add(hash, Descending ? "-" : "+");
        Add(hash, sort);
        foreach (var value in Values)
            Add(hash, value is null ? null : JsonSerializer.Serialize(value));
        return hash.GetHashAndReset();
    }

    // Each part with its length before it: "a","bc" must not hash like "ab","c".
    private static void Add(IncrementalHash hash, string? part)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, part?.Length ?? -1);
        hash.AppendData(length);
        if (part is not null)
            hash.AppendData(Encoding.UTF8.GetBytes(part));
    }
}
