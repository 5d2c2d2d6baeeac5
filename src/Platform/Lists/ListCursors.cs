using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using SmartAI.Platform.Data;

namespace SmartAI.Platform.Lists;

/// <summary>
/// Writes and reads cursors: a nonce, a tag, and the place sealed with AES-256-GCM, because it holds a value of the last row. A hash of the question is
/// the associated data: with another sort or filter the place would mean nothing. Not data protection, which took a tenth of a page's time (perf).
/// </summary>
internal sealed class ListCursors(MasterKey master)
{
    // Ours are far shorter: the longest key is one text column. What is longer is not worth decrypting.
    private const int MaxLength = 8_192;
    private const int Nonce = 12;
    private const int Tag = 16;

    private readonly byte[] _key = master.KeyFor("lists.cursor");

    public string Write<TKey>(Cursor<TKey> cursor, ReadOnlySpan<byte> question)
    {
        // JSON round-trips every key exactly: times to the tick, text, numbers and null.
        var position = JsonSerializer.SerializeToUtf8Bytes(cursor);
        Span<byte> sealedCursor = new byte[Nonce + Tag + position.Length];
        RandomNumberGenerator.Fill(sealedCursor[..Nonce]);
        using var aes = new AesGcm(_key, Tag);
        aes.Encrypt(sealedCursor[..Nonce], position, sealedCursor[(Nonce + Tag)..], sealedCursor.Slice(Nonce, Tag), question);
        return Base64Url.EncodeToString(sealedCursor);
    }

    /// <summary>The place the cursor names, or null if it was not made by us, for this question.</summary>
    public Cursor<TKey>? Read<TKey>(string text, ReadOnlySpan<byte> question)
    {
        if (text.Length > MaxLength || !Base64Url.IsValid(text))
            return null;
        ReadOnlySpan<byte> sealedCursor = Base64Url.DecodeFromChars(text);
        if (sealedCursor.Length < Nonce + Tag)
            return null;
        try
        {
            var position = new byte[sealedCursor.Length - Nonce - Tag];
            using var aes = new AesGcm(_key, Tag);
            aes.Decrypt(sealedCursor[..Nonce], sealedCursor[(Nonce + Tag)..], sealedCursor.Slice(Nonce, Tag), position, question);
            return JsonSerializer.Deserialize<Cursor<TKey>>(position);
        }
        catch (Exception broken) when (broken is CryptographicException or JsonException)
        {
            // Tampered with, for another question, or by a version whose key had another type.
            return null;
        }
    }
}

/// <summary>A place in a list: the sort key and the id of the last row of a page.</summary>
internal sealed record Cursor<TKey>(TKey Key, Guid Id);
