using SmartAI.Platform.Audit;
using SmartAI.Platform.Notifications;

namespace SmartAI.Notifications.Templates;

/// <summary>An operator's words in the place of a module's, for mails of one kind in one language.</summary>
[Audited]
internal sealed class Template
{
    internal const int MaxSubject = 200;
    internal const int MaxText = 10_000;

    public required Guid Id { get; init; }

    [AuditIgnored]
    public required string Kind { get; init; }

    [AuditIgnored]
    public required string Language { get; init; }
    public required string Subject { get; set; }
    public required string Text { get; set; }
    public uint Version { get; private set; }
}

/// <summary>Subject and text, ready for values.</summary>
internal sealed record TemplateText(MessageText Subject, MessageText Text)
{
    internal static TemplateText Parse(string subject, string text) => new(MessageText.Parse(subject), MessageText.Parse(text));
}
