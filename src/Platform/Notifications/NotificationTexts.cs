using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using SmartAI.Platform.Modules;

namespace SmartAI.Platform.Notifications;

/// <summary>The words of one kind of event in one language.</summary>
/// <param name="Name">What it is called in preferences: <c>Sign-in from a new device</c>.</param>
/// <param name="Title">What happened, in one line: the heading in the bell, the subject of the mail.</param>
/// <param name="Text">The rest; a blank line begins a paragraph.</param>
/// <param name="Action">What the link to its page says, as a verb.</param>
public sealed record KindTexts(string Name, string Title = "", string Text = "", string? Action = null);

/// <summary>All modules' words, read once. A kind without words in a language of the platform stops the start.</summary>
public sealed class NotificationTexts
{
    private static readonly JsonSerializerOptions s_strict = new(JsonSerializerOptions.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private readonly FrozenDictionary<(string Language, string Key), KindTexts> _texts;

    /// <summary>Reads them from the modules' assemblies.</summary>
    public NotificationTexts(ModuleCatalog modules)
    {
        var texts = new Dictionary<(string, string), KindTexts>();
        foreach (var language in Languages)
        foreach (var module in modules.Modules)
        foreach (var (key, words) in Read(module, language))
            texts.Add((language, key), words);
        _texts = texts.ToFrozenDictionary();
        foreach (var kind in modules.Notifications)
        foreach (var language in Languages)
            Check(kind, language);
    }

    /// <summary>The languages of the platform; the first is what stands in for others.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["en", "es", "fr"];

    /// <summary>The words of a kind.</summary>
    public KindTexts Of(string kind, string language) => Find(kind, language) ?? new KindTexts(kind, kind);

    /// <summary>What a channel is called.</summary>
    public string ChannelName(string channel, string language) => Find($"channel.{channel}", language)?.Name ?? channel;

    private KindTexts? Find(string key, string language) =>
        _texts.GetValueOrDefault((language, key)) ?? _texts.GetValueOrDefault((Languages[0], key));

    private void Check(NotificationKind kind, string language)
    {
        if (!_texts.TryGetValue((language, kind.Name), out var words))
            throw new InvalidOperationException(
                $"{kind.Name} has no words in {language}: write them in its module's Notifications/{language}.json."
            );
        foreach (var text in (string[])[words.Title, words.Text])
        foreach (var name in MessageText.Parse(text).Variables.Except(kind.Variables, StringComparer.Ordinal))
            throw new InvalidOperationException($"The words of {kind.Name} in {language} name {{{name}}}, which its events do not bring.");
    }

    private static Dictionary<string, KindTexts> Read(IModule module, string language)
    {
        var assembly = module.GetType().Assembly;
        var name = Array.Find(
            assembly.GetManifestResourceNames(),
            n => n.EndsWith($".Notifications.{language}.json", StringComparison.Ordinal)
        );
        if (name is null)
            return [];
        using var stream = assembly.GetManifestResourceStream(name)!;
        return JsonSerializer.Deserialize<Dictionary<string, KindTexts>>(stream, s_strict)!;
    }
}
