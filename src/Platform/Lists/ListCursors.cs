using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace SmartAI.Platform.Lists;

/// <summary>
/// Writes and reads cursors. A cursor is encrypted and signed, because it holds a value of the last row, and it carries a hash of the question
/// it belongs to: with another sort or filter it would point to a place that means nothing.
/// </summary>
internal sealed class ListCursors(IDataProtectionProvider protection)
{
    // Ours are far shorter: the longest key is one text column. What is longer is not worth decrypting.
    private const int MaxLength = 8_192;

    private readonly IDataProtector _protector = protection.CreateProtector("lists.cursor");

    public string Write<TKey>(Cursor<TKey> cursor, ReadOnlySpan<byte> question)
    {
        // JSON round-trips every key exactly: times to the tick, text, numbers and null.
        var position = JsonSerializer.SerializeToUtf8Bytes(cursor);
        return Base64Url.EncodeToString(_protector.Protect([.. question, .. position]));
    }

    /// <summary>The place the cursor names, or null if it was not made by us, for this question.</summary>
    public Cursor<TKey>? Read<TKey>(string text, ReadOnlySpan<byte> question)
    {
        if (text.Length > MaxLength || !Base64Url.IsValid(text))
            return null;
        try
        {
            ReadOnlySpan<byte> open = _protector.Unprotect(Base64Url.DecodeFromChars(text));
            return open.StartsWith(question) ? JsonSerializer.Deserialize<Cursor<TKey>>(open[question.Length..]) : null;
        }
        catch (Exception broken) when (broken is CryptographicException or JsonException or FormatException)
        {
            // Tampered with, made with a key that has left the ring, or by a version whose key had another type.
            return null;
        }
    }
}

/// <summary>A place in a list: the sort key and the id of the last row of a page.</summary>
internal sealed record Cursor<TKey>(TKey Key, Guid Id);
