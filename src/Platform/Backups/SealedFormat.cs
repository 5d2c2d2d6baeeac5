using System.Buffers.Binary;
using System.Security.Cryptography;
using SmartAI.Platform.Data;

namespace SmartAI.Platform.Backups;

/// <summary>
/// How a backup is encrypted: AES-256-GCM in chunks of 64 KB, as age does it (the STREAM construction). Each file has a key of its own, derived from the
/// master key and a random salt; a chunk's nonce is its number and whether it is the last, so chunks that are cut off, moved or left out are noticed.
/// </summary>
internal static class SealedFormat
{
    internal const int Chunk = 64 * 1024;
    internal const int Tag = 16;
    internal const int FingerprintSize = 8;
    internal const int SaltSize = 32;

    internal static ReadOnlySpan<byte> Magic => "smartai backup 1\n"u8;

    internal static int HeaderSize => Magic.Length + FingerprintSize + SaltSize;

    /// <summary>Tells keys apart without telling the key.</summary>
    internal static byte[] Fingerprint(MasterKey key) => key.KeyFor("smartai backup fingerprint")[..FingerprintSize];

    internal static AesGcm Cipher(MasterKey key, ReadOnlySpan<byte> salt)
    {
        var ofFile = new byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key.KeyFor("smartai backup"), ofFile, salt, Magic);
        return new AesGcm(ofFile, Tag);
    }

    internal static void Nonce(Span<byte> nonce, long number, bool isLast)
    {
        nonce.Clear();
        BinaryPrimitives.WriteInt64BigEndian(nonce[3..11], number);
        nonce[11] = isLast ? (byte)1 : (byte)0;
    }
}

/// <summary>Encrypts what is written to it.</summary>
internal sealed class SealingStream : ForwardStream
{
    private readonly Stream _to;
    private readonly AesGcm _cipher;
    private readonly byte[] _plain = new byte[SealedFormat.Chunk];
    private readonly byte[] _sealed = new byte[SealedFormat.Chunk + SealedFormat.Tag];
    private int _filled;
    private long _number;

    private SealingStream(Stream to, AesGcm cipher) => (_to, _cipher) = (to, cipher);

    internal static async Task<SealingStream> BeginAsync(Stream to, MasterKey key, CancellationToken cancel)
    {
        var salt = RandomNumberGenerator.GetBytes(SealedFormat.SaltSize);
        await to.WriteAsync((byte[])[.. SealedFormat.Magic, .. SealedFormat.Fingerprint(key), .. salt], cancel);
        return new SealingStream(to, SealedFormat.Cipher(key, salt));
    }

    public override bool CanWrite => true;

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            // Only when more is coming: the last chunk is marked.
            if (_filled == SealedFormat.Chunk)
                await SealAsync(isLast: false, cancellationToken);
            var taken = Math.Min(buffer.Length, SealedFormat.Chunk - _filled);
            buffer[..taken].CopyTo(_plain.AsMemory(_filled));
            _filled += taken;
            buffer = buffer[taken..];
        }
    }

    /// <summary>Writes the last chunk. Without it the file counts as cut.</summary>
    internal Task EndAsync(CancellationToken cancel) => SealAsync(isLast: true, cancel);

    private async Task SealAsync(bool isLast, CancellationToken cancel)
    {
        Seal(isLast);
        await _to.WriteAsync(_sealed.AsMemory(0, _filled + SealedFormat.Tag), cancel);
        _filled = 0;
        _number++;
    }

    private void Seal(bool isLast)
    {
        Span<byte> nonce = stackalloc byte[12];
        SealedFormat.Nonce(nonce, _number, isLast);
        _cipher.Encrypt(nonce, _plain.AsSpan(0, _filled), _sealed.AsSpan(0, _filled), _sealed.AsSpan(_filled, SealedFormat.Tag));
    }

    protected override void Dispose(bool disposing)
    {
        _cipher.Dispose();
        base.Dispose(disposing);
    }
}
