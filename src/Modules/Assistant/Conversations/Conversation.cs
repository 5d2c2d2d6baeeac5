using NpgsqlTypes;

namespace SmartAI.Assistant.Conversations;

/// <summary>What one person and the assistant say to each other: a tree of messages and the leaf that is read.</summary>
internal sealed class Conversation
{
    internal const int MaxTitle = 200;

    public required Guid Id { get; init; }
    public required Guid OwnerId { get; init; }

    /// <summary>The beginning of the first message until somebody renames it; empty before that.</summary>
    public required string Title { get; set; }

    /// <summary>Listed, found and exported nowhere, and gone a day after its last message.</summary>
    public required bool IsTemporary { get; init; }

    /// <summary>The last message of the branch that is shown.</summary>
    public Guid? HeadId { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; set; }
    public uint Version { get; private set; }

    /// <summary>Tools that the person said need not ask here any more. Their policies are asked all the same.</summary>
    public string[] AllowedTools { get; set; } = [];
    public List<Message> Messages { get; } = [];
}

/// <summary>Who says it.</summary>
internal enum MessageRole
{
    Person,
    Assistant,
}

/// <summary>How far a message is. A person's is always done.</summary>
internal enum MessageState
{
    /// <summary>It is being written.</summary>
    Writing,

    /// <summary>It is at its end, but a change in it waits for a person's yes.</summary>
    Waiting,
    Done,

    /// <summary>The person stopped it.</summary>
    Stopped,

    /// <summary>It could not be written to its end.</summary>
    Failed,

    /// <summary>The node that wrote it is gone, or the person may no longer sign in.</summary>
    Interrupted,
}

/// <summary>One message; those with the same parent are branches of each other.</summary>
internal sealed class Message
{
    internal const int MaxText = 32_000;

    /// <summary>Messages with the same parent: a page shows all of their ids.</summary>
    internal const int MostBranches = 100;

    public required Guid Id { get; init; }
    public required Guid ConversationId { get; init; }
    public Guid? ParentId { get; init; }
    public required MessageRole Role { get; init; }
    public required MessageState State { get; set; }

    /// <summary>What is searched: the words of it, without tools and their results.</summary>
    public required string Text { get; set; }

    /// <summary>A JSON array of <see cref="Part"/>.</summary>
    public required string Parts { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who answered; null where no model did.</summary>
    public Guid? ProviderId { get; set; }
    public string? Model { get; set; }
    public long? InputTokens { get; set; }
    public long? OutputTokens { get; set; }
    public NpgsqlTsVector Search { get; private set; } = null!;
}

/// <summary>
/// The writing of one message of the assistant; its id is the message's. Whoever holds the lease writes; where it has run out, another node says that it
/// was interrupted.
/// </summary>
internal sealed class Run
{
    public required Guid Id { get; init; }
    public required Guid ConversationId { get; init; }
    public required Guid PersonId { get; init; }

    /// <summary>What the credential narrowed the person's rights to; null where none did. Tools are called with no more.</summary>
    public required string[]? Scopes { get; init; }
    public required Guid CredentialId { get; init; }
    public required string? Client { get; init; }
    public required string? Address { get; init; }

    /// <summary>The Idempotency-Key that it was asked for with: a repeat reads the same answer.</summary>
    public required string? Key { get; init; }
    public required RunState State { get; set; }
    public string? Node { get; set; }
    public DateTimeOffset? LeaseUntil { get; set; }
    public DateTimeOffset? StopAskedAt { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? EndedAt { get; set; }
}

internal enum RunState
{
    Queued,
    Running,
    Ended,
}

/// <summary>What a run has told so far, in its order: written as it comes, kept until a while after the end, so that any node can tell it again.</summary>
internal sealed class Piece
{
    public required Guid RunId { get; init; }
    public required int Number { get; init; }
    public required string Kind { get; init; }
    public required string Data { get; init; }
}

/// <summary>A change in a message that waits in Approvals.</summary>
internal sealed class WaitingCall
{
    public required Guid ApprovalId { get; init; }
    public required Guid MessageId { get; init; }
    public required Guid ConversationId { get; init; }
}
