using System.Collections.Concurrent;

namespace SmartAI.Notifications.Webhooks;

/// <summary>
/// Who may send to which webhook at this moment, on this node. Two messages at once, and for one that was slow the last time only one: what else there is
/// for it comes back later, and a receiver that takes ten minutes for each message takes none of them from the others.
/// </summary>
internal sealed class Receivers(NotificationsSettings settings)
{
    private const int AtOnce = 2;

    // Long enough for a quick receiver to answer: a burst of events reaches it without a pause.
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(500);
    private readonly ConcurrentDictionary<Guid, Receiver> _receivers = [];
    private readonly TimeSpan _slow = settings.WebhookTimeout / 5;

    /// <summary>A place, to be given back when the attempt is over; null where the webhook is busy.</summary>
    internal async Task<IDisposable?> EnterAsync(Guid webhook, CancellationToken cancel)
    {
        var receiver = _receivers.GetOrAdd(webhook, _ => new Receiver());
        if (receiver.IsSlow)
            return receiver.Places.CurrentCount == AtOnce && receiver.Places.Wait(0, CancellationToken.None)
                ? new Place(receiver, _slow)
                : null;
        return await receiver.Places.WaitAsync(s_patience, cancel) ? new Place(receiver, _slow) : null;
    }

    private sealed class Receiver
    {
        internal SemaphoreSlim Places { get; } = new(AtOnce);
        internal bool IsSlow { get; set; }
    }

    private sealed class Place(Receiver receiver, TimeSpan slow) : IDisposable
    {
        private readonly long _entered = TimeProvider.System.GetTimestamp();

        public void Dispose()
        {
            receiver.IsSlow = TimeProvider.System.GetElapsedTime(_entered) > slow;
            receiver.Places.Release();
        }
    }
}
