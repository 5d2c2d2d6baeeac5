namespace SmartAI.Notifications.Inbox;

/// <summary>What stands in a person's bell. Its words are made when it is read, in the language that the person reads by then.</summary>
internal sealed class Notification
{
    public required Guid Id { get; init; }
    public required Guid UserId { get; init; }
    public required string Kind { get; init; }

    /// <summary>What the words of the kind name, as JSON.</summary>
    public required string Values { get; init; }
    public string? Link { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? ReadAt { get; set; }
}

/// <summary>A notification as it is stored, for pages before they are put into words, and for files.</summary>
internal sealed record NotificationRow(Guid Id, string Kind, string Values, string? Link, DateTimeOffset CreatedAt, DateTimeOffset? ReadAt);

/// <summary>A notification in the reader's language.</summary>
internal sealed record NotificationView(
    Guid Id,
    string Kind,
    string Title,
    string Text,
    string? Action,
    string? Link,
    bool IsUrgent,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ReadAt
);
