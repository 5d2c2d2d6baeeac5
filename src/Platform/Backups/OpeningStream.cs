using System.Security.Cryptography;
using SmartAI.Platform.Data;

namespace SmartAI.Platform.Backups;

/// <summary>Decrypts what <see cref="SealingStream"/> wrote, and gives out nothing that is not proved to be whole up to there.</summary>
internal sealed class OpeningStream : ForwardStream
{
    private const int Full = SealedFormat.Chunk + SealedFormat.Tag;
    private readonly Stream _from;
    private readonly AesGcm _cipher;
    private readonly string _name;

    // One byte more than a chunk: whether something follows decides whether it is the last.
    private readonly byte[] _sealed = new byte[Full + 1];
    private readonly byte[] _plain = new byte[SealedFormat.Chunk];
    private int _held;
    private int _given;
    private int _filled;
    private long _number;
    private bool _ended;

    private OpeningStream(Stream from, AesGcm cipher, string name) => (_from, _cipher, _name) = (from, cipher, name);

    /// <summary>Reads the header.</summary>
    /// <exception cref="BackupException">It is no backup, or one under another key.</exception>
    internal static async Task<OpeningStream> BeginAsync(Stream from, MasterKey key, string name, CancellationToken cancel)
    {
        var header = new byte[SealedFormat.HeaderSize];
        var read = await from.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, cancel);
        var magic = SealedFormat.Magic.Length;
        if (read < magic || !header.AsSpan(0, magic).SequenceEqual(SealedFormat.Magic))
            throw new BackupException($"\"{name}\" is not a backup of this platform, or one of a version that this one does not read.");
        if (read < header.Length)
            throw Cut(name);
        if (!header.AsSpan(magic, SealedFormat.FingerprintSize).SequenceEqual(SealedFormat.Fingerprint(key)))
            throw new BackupException(
                $"\"{name}\" was made under another master key: it opens with the SMARTAI_SECRETS__MASTER_KEY of the installation that it is a backup of."
            );
        return new OpeningStream(from, SealedFormat.Cipher(key, header.AsSpan(magic + SealedFormat.FingerprintSize)), name);
    }

    public override bool CanRead => true;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_given == _filled)
        {
            if (_ended)
                return 0;
            await OpenAsync(cancellationToken);
        }

        var taken = Math.Min(buffer.Length, _filled - _given);
        _plain.AsMemory(_given, taken).CopyTo(buffer);
        _given += taken;
        return taken;
    }

    private async Task OpenAsync(CancellationToken cancel)
    {
        try
        {
            _held += await _from.ReadAtLeastAsync(_sealed.AsMemory(_held), _sealed.Length - _held, throwOnEndOfStream: false, cancel);
        }
        catch (IOException failure)
        {
            throw new BackupException($"\"{_name}\" could not be read to its end: {failure.Message}");
        }

        var isLast = _held <= Full;
        var size = Math.Min(_held, Full) - SealedFormat.Tag;
        if (size < 0)
            throw Cut(_name);
        try
        {
            Open(size, isLast);
        }
        catch (AuthenticationTagMismatchException)
        {
            // A chunk that is whole but not marked as the last was followed by others.
            throw isLast ? Cut(_name) : new BackupException($"\"{_name}\" is damaged near byte {_number * Full}: it cannot be used.");
        }

        (_given, _filled, _ended) = (0, size, isLast);
        _number++;
        _held -= size + SealedFormat.Tag;
        if (_held == 1)
            _sealed[0] = _sealed[Full];
    }

    private void Open(int size, bool isLast)
    {
        Span<byte> nonce = stackalloc byte[12];
        SealedFormat.Nonce(nonce, _number, isLast);
        _cipher.Decrypt(nonce, _sealed.AsSpan(0, size), _sealed.AsSpan(size, SealedFormat.Tag), _plain.AsSpan(0, size));
    }

    private static BackupException Cut(string name) => new($"\"{name}\" was cut off or damaged at its end: it cannot be used.");

    protected override void Dispose(bool disposing)
    {
        _cipher.Dispose();
        _from.Dispose();
        base.Dispose(disposing);
    }
}
