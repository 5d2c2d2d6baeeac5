using System.Buffers.Binary;
using System.Text;

namespace SmartAI.Platform.Backups;

/// <summary>
/// What is inside of a backup: named sections of unknown length, one after the other, as they are made. Tar wants each length first and zip wants to go
/// back, so a dump would have to lie on a disk as plain text before it is sealed.
/// </summary>
internal sealed class ArchiveWriter(Stream to)
{
    private readonly Stream _to = to;

    /// <summary>Writes one section.</summary>
    internal async Task SectionAsync(string name, Func<Stream, CancellationToken, Task> write, CancellationToken cancel)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        await NumberAsync(bytes.Length, cancel);
        await _to.WriteAsync(bytes, cancel);
        await using (var section = new Section(this))
            await write(section, cancel);
        await NumberAsync(0, cancel);
    }

    /// <summary>Says that no section follows.</summary>
    internal Task EndAsync(CancellationToken cancel) => NumberAsync(0, cancel);

    private async Task NumberAsync(int number, CancellationToken cancel)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        await _to.WriteAsync(bytes, cancel);
    }

    private sealed class Section(ArchiveWriter archive) : ForwardStream
    {
        public override bool CanWrite => true;

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (buffer.IsEmpty)
                return;
            await archive.NumberAsync(buffer.Length, cancellationToken);
            await archive._to.WriteAsync(buffer, cancellationToken);
        }
    }
}

/// <summary>Reads the sections in their order.</summary>
internal sealed class ArchiveReader(Stream from, string name)
{
    private const int LongestName = 1024;
    private int _left;
    private bool _inSection;

    /// <summary>The next section's name; null at the end. What was not read of the one before is passed over.</summary>
    internal async Task<string?> NextAsync(CancellationToken cancel)
    {
        if (_inSection)
            await Content.CopyToAsync(Stream.Null, cancel);
        var length = await NumberAsync(cancel);
        if (length == 0)
            return null;
        if (length is < 0 or > LongestName)
            throw Unreadable();
        var bytes = new byte[length];
        await ReadAsync(bytes, cancel);
        (_left, _inSection) = (0, true);
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>The content of the section that <see cref="NextAsync"/> named.</summary>
    internal Stream Content => new Section(this);

    private async Task<int> NumberAsync(CancellationToken cancel)
    {
        var bytes = new byte[4];
        await ReadAsync(bytes, cancel);
        return BinaryPrimitives.ReadInt32BigEndian(bytes);
    }

    private async Task ReadAsync(byte[] into, CancellationToken cancel)
    {
        if (await from.ReadAtLeastAsync(into, into.Length, throwOnEndOfStream: false, cancel) < into.Length)
            throw Unreadable();
    }

    private async Task<int> GiveAsync(Memory<byte> buffer, CancellationToken cancel)
    {
        if (_left == 0 && _inSection)
        {
            _left = await NumberAsync(cancel);
            _inSection = _left != 0;
        }

        if (!_inSection)
            return 0;
        var read = _left < 0 ? 0 : await from.ReadAsync(buffer[..Math.Min(buffer.Length, _left)], cancel);
        if (read == 0)
            throw Unreadable();
        _left -= read;
        return read;
    }

    // Every byte was proved to be the writer's: this is a writer's fault, or a version's.
    private BackupException Unreadable() => new($"\"{name}\" opens with this key, but its parts do not follow each other as they should.");

    private sealed class Section(ArchiveReader archive) : ForwardStream
    {
        public override bool CanRead => true;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            new(archive.GiveAsync(buffer, cancellationToken));
    }
}
