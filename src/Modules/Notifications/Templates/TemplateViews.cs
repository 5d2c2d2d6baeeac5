using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using SmartAI.Notifications.Inbox;
using SmartAI.Platform.Notifications;
using SmartAI.Platform.Operations.OpenApi;

namespace SmartAI.Notifications.Templates;

/// <summary>A template among others.</summary>
internal sealed record TemplateLine(
    [property: Example("identity.person_joined")] string Kind,
    string Language,
    string Name,
    bool IsChanged
);

/// <summary>The words of one kind's mails in one language.</summary>
internal sealed record TemplateDetail(
    [property: Example("identity.person_joined")] string Kind,
    string Language,
    string Name,
    string Subject,
    string Text,
    IReadOnlyList<string> Variables,
    bool IsChanged
)
{
    internal static TemplateDetail Of(NotificationKind kind, string language, Words words, Template? changed)
    {
        var own = words.Of(kind.Name, language);
        return new(
            kind.Name,
            language,
            own.Name,
            changed?.Subject ?? own.Title,
            changed?.Text ?? own.Text,
            [.. kind.Variables],
            changed is not null
        );
    }
}

/// <summary>A mail as it would look.</summary>
internal sealed record TemplatePreview(string Subject, string Text, string Html);

/// <summary>What editing and previewing have in common.</summary>
internal static class TemplateChecks
{
    internal static NotificationKind? Find(Words words, string kind, string language) =>
        NotificationTexts.Languages.Contains(language, StringComparer.Ordinal)
            ? words.Kinds.Append(NotificationsKinds.Digest).FirstOrDefault(k => k.Name == kind)
            : null;

    /// <summary>The parsed words, or what is wrong with which field.</summary>
    internal static (TemplateText? Text, ProblemHttpResult? Wrong) Read(NotificationKind kind, string subject, string text)
    {
        var (readSubject, wrongSubject) = ReadOne(kind, subject, "/subject");
        if (readSubject is null)
            return (null, wrongSubject);
        var (readText, wrongText) = ReadOne(kind, text, "/text");
        return readText is null ? (null, wrongText) : (new TemplateText(readSubject, readText), null);
    }

    /// <summary>Believable values for each variable, from its name.</summary>
    internal static Dictionary<string, JsonElement> Samples(NotificationKind kind, DateTimeOffset now) =>
        kind.Variables.ToDictionary(
            v => v,
            v =>
                v switch
                {
                    "time" => JsonSerializer.SerializeToElement(
                        new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal) { ["at"] = now }
                    ),
                    "count" => JsonSerializer.SerializeToElement(3),
                    "address" => JsonSerializer.SerializeToElement("203.0.113.7"),
                    "client" => JsonSerializer.SerializeToElement("Mozilla/5.0"),
                    "name" => JsonSerializer.SerializeToElement("Sam Rivera"),
                    "roles" => JsonSerializer.SerializeToElement("member"),
                    _ => JsonSerializer.SerializeToElement(string.Create(CultureInfo.InvariantCulture, $"[{v}]")),
                },
            StringComparer.Ordinal
        );

    private static (MessageText? Text, ProblemHttpResult? Wrong) ReadOne(NotificationKind kind, string text, string pointer)
    {
        MessageText read;
        try
        {
            read = MessageText.Parse(text);
        }
        catch (FormatException)
        {
            return (null, NotificationsErrors.TemplateMalformed.OnField(pointer));
        }
        return read.Variables.All(v => kind.Variables.Contains(v, StringComparer.Ordinal))
            ? (read, null)
            : (null, NotificationsErrors.UnknownVariable.OnField(pointer));
    }
}
