using SmartAI.Platform.Audit;

namespace SmartAI.Notes;

/// <summary>One note. Who wrote and changed it stands in the audit trail.</summary>
[Audited]
internal sealed class Note
{
    internal const int MaxTitle = 120;
    internal const int MaxText = 4000;

    public required Guid Id { get; init; }
    public required string Title { get; set; }
    public required string Text { get; set; }

    [AuditIgnored]
    public required DateTimeOffset CreatedAt { get; init; }
    public uint Version { get; private set; }
}

/// <summary>A note as it is answered.</summary>
internal sealed record NoteView(Guid Id, string Title, string Text, DateTimeOffset CreatedAt)
{
    internal static NoteView Of(Note note) => new(note.Id, note.Title, note.Text, note.CreatedAt);
}
