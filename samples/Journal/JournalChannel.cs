using System.Globalization;
using SmartAI.Platform.Notifications;

namespace SmartAI.Journal;

/// <summary>
/// Appends each message as one line to a file, for a log collector to read. This class is all that the channel is: preferences, quiet hours, the ledger,
/// retries and resending come from the platform. A file knows no repeats, so a line that may have been written is not written again.
/// </summary>
internal sealed class JournalChannel(JournalSettings settings, TimeProvider clock) : INotificationChannel
{
    public string Name => "journal";

    public bool RecognisesRepeats => false;

    public async Task<ChannelResult> SendAsync(ChannelMessage message, CancellationToken cancel)
    {
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{clock.GetUtcNow():O} {message.To.UserId} {message.Event} {message.Title}\n"
        );
        try
        {
            await File.AppendAllTextAsync(settings.File!, line, cancel);
            return ChannelResult.Delivered;
        }
        catch (Exception failure) when (failure is DirectoryNotFoundException or UnauthorizedAccessException)
        {
            // The file was not opened, so nothing is in it.
            return new ChannelResult(ChannelOutcome.TryLater, "The journal's file cannot be opened.");
        }
    }
}
