using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using SmartAI.Assistant.BuiltIn;
using SmartAI.Assistant.Knowledge;
using SmartAI.Platform.Operations.OpenApi;

namespace SmartAI.Assistant.Conversations;

/// <summary>What a part of a message is.</summary>
internal enum PartKind
{
    /// <summary>Words, in Markdown where the assistant says them.</summary>
    Text,

    /// <summary>A tool that a person chose, with the arguments they gave.</summary>
    Choice,

    /// <summary>A tool that was called.</summary>
    Tool,

    /// <summary>Tools that may be meant.</summary>
    Suggestions,

    /// <summary>Places in the documentation.</summary>
    Passages,

    /// <summary>The places in the documentation that the words of the answer cite, each as <c>[path#anchor]</c>.</summary>
    Citations,

    /// <summary>Something to know about the answer, by its code.</summary>
    Notice,

    /// <summary>The page that was open beside the conversation when a person said something.</summary>
    Page,
}

/// <summary>A part of a message: the member of its kind is there, the others are null.</summary>
internal sealed record Part(PartKind Kind)
{
    [Example("Your sessions are listed under Security.")]
    public string? Text { get; init; }
    public ToolStep? Tool { get; init; }
    public IReadOnlyList<FindTools.Match>? Suggestions { get; init; }
    public IReadOnlyList<FoundPassage>? Passages { get; init; }

    [Example("assistant.no_model")]
    public string? Code { get; init; }
    public OpenPage? Page { get; init; }
}

/// <summary>A page of the web app that somebody has open: data for whoever answers, never an instruction and never whom a change is for.</summary>
/// <param name="Path">Its address, without what stands behind a question mark.</param>
/// <param name="Title">What it is called in the person's language, what it lies in first.</param>
/// <param name="TargetId">The id of the one thing that it shows.</param>
internal sealed record OpenPage(
    [property: Example("/admin/people/0198f2c4-5a1b-7c3d-8e9f-001122334455")] string Path,
    [property: Example("People › Ada Byron")] string Title,
    Guid? TargetId
)
{
    internal const int MaxPath = 300;
    internal const int MaxTitle = 200;
}

/// <summary>How far a call is.</summary>
internal enum StepState
{
    Running,

    /// <summary>It waits for a person's yes.</summary>
    Waiting,
    Done,
    Failed,
}

/// <summary>One call of a tool.</summary>
internal sealed record ToolStep(
    [property: Example("call_1")] string Id,
    [property: Example("identity_users_lock")] string Name,
    [property: Example("Lock an account")] string Title,
    bool ReadsOnly,
    JsonElement Arguments,
    StepState State
)
{
    /// <summary>The error's code where it failed.</summary>
    [Example("access.denied")]
    public string? Code { get; init; }

    /// <summary>What it answered; null where that was nothing, or is too long to keep.</summary>
    public JsonElement? Result { get; init; }

    /// <summary>True where the result was too long to be kept.</summary>
    public bool IsCut { get; init; }
    public Guid? ApprovalId { get; init; }

    /// <summary>True where it waits and the tool's policy lets the person say that it need not ask here again.</summary>
    public bool MayAllowAlways { get; init; }
}

/// <summary>Parts as they are kept, and as they come of the pieces of a run.</summary>
internal static class Parts
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    internal static IReadOnlyList<Part> Read(string json) => JsonSerializer.Deserialize<List<Part>>(json, Json)!;

    internal static string Write(IReadOnlyList<Part> parts) => JsonSerializer.Serialize(parts, Json);

    /// <summary>What the pieces come to: texts that follow each other are one, a later word about a call replaces the one before.</summary>
    internal static IReadOnlyList<Part> Compose(IEnumerable<(string Kind, string Data)> pieces)
    {
        var parts = new List<Part>();
        var text = new StringBuilder();
        foreach (var (kind, data) in pieces)
        {
            if (kind != PieceKinds.Part && kind != PieceKinds.Text)
                continue;
            if (kind == PieceKinds.Text)
            {
                using var said = JsonDocument.Parse(data);
                text.Append(said.RootElement.GetProperty("text").GetString());
                continue;
            }

            Close();
            var part = JsonSerializer.Deserialize<Part>(data, Json)!;
            var known = part.Tool is null ? -1 : parts.FindIndex(p => p.Tool?.Id == part.Tool.Id);
            if (known < 0)
                parts.Add(part);
            else
                parts[known] = part;
        }

        Close();
        return parts;

        void Close()
        {
            if (text.Length > 0)
                parts.Add(new Part(PartKind.Text) { Text = text.ToString() });
            text.Clear();
        }
    }

    internal static string WordsOf(IEnumerable<Part> parts) => string.Join("\n", parts.Where(p => p.Text is not null).Select(p => p.Text));
}

/// <summary>The names of what a stream tells.</summary>
internal static class PieceKinds
{
    internal const string Begin = "begin";
    internal const string Text = "text";
    internal const string Part = "part";
    internal const string End = "end";
    internal const string Heartbeat = "heartbeat";
}
