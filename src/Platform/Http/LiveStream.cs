using System.Text.Json;
using System.Threading.Channels;

namespace SmartAI.Platform.Http;

/// <summary>One open stream; disposing it closes it.</summary>
public sealed class LiveStream : IDisposable
{
    private const int Waiting = 64;
    private static readonly JsonElement s_nothing = JsonSerializer.SerializeToElement<object?>(null);

    private readonly Channel<LiveItem> _items = Channel.CreateBounded<LiveItem>(
        new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true }
    );
    private readonly Action _abort;
    private readonly Action<LiveStream> _closed;
    private HashSet<long>? _told;
    private volatile string? _hints;

    internal LiveStream(Guid userId, Guid credentialId, Action abort, Action<LiveStream> closed) =>
        (UserId, CredentialId, _abort, _closed) = (userId, credentialId, abort, closed);

    internal Guid UserId { get; }
    internal Guid CredentialId { get; }

    /// <summary>What the stream begins with.</summary>
    public IReadOnlyList<LiveItem> First { get; private set; } = [];

    /// <summary>What arrives after that, until the stream ends.</summary>
    public ChannelReader<LiveItem> Next => _items.Reader;

    /// <summary>False for what was in <see cref="First"/> already: the tail may bring it once more.</summary>
    public bool IsNew(LiveItem item) => item.Number is not { } number || _told?.Contains(number) != true;

    /// <summary>From here on also hears that something of this kind has changed, which is told to nobody in particular and says no more.</summary>
    public void HearHints(string kind) => _hints = kind;

    /// <summary>A reader that does not keep up has enough to read already.</summary>
    internal void Hint(string kind, LivePosition position)
    {
        if (_hints == kind)
            _items.Writer.TryWrite(new LiveItem(kind, s_nothing, position, null));
    }

    internal void Begin(LivePosition position, IReadOnlyList<ToldEvent> told, bool resync)
    {
        if (told.Count > 0)
            _told = [.. told.Select(t => t.Number)];
        First =
        [
            new LiveItem("open", s_nothing, position, null),
            .. resync ? [new LiveItem("resync", s_nothing, position, null)] : (LiveItem[])[],
            .. told.Select(t => new LiveItem(t.Event.Kind, t.Event.Data, position, t.Number)),
        ];
    }

    internal void Give(ToldEvent told, LivePosition position) =>
        Write(new LiveItem(told.Event.Kind, told.Event.Data, position, told.Number));

    internal void Beat(LivePosition position) => Write(new LiveItem("heartbeat", s_nothing, position, null));

    /// <summary>Ends it after what is waiting.</summary>
    public void Close() => _items.Writer.TryComplete();

    /// <summary>The reader does not keep up, and its writer may be stuck in a send: the connection goes, and the browser comes back with its last id.</summary>
    internal void Drop()
    {
        _items.Writer.TryComplete();
        _abort();
    }

    private void Write(LiveItem item)
    {
        if (!_items.Writer.TryWrite(item))
            Drop();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _closed(this);
        Close();
    }
}

/// <summary>One event as it goes over the wire.</summary>
/// <param name="Kind">Its name.</param>
/// <param name="Data">Its payload.</param>
/// <param name="Position">What the reader has been told of, with this event.</param>
/// <param name="Number">Its row; null for what is told to nobody in particular.</param>
public sealed record LiveItem(string Kind, JsonElement Data, LivePosition Position, long? Number);
