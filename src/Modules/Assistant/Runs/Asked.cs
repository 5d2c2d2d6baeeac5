using SmartAI.Assistant.Conversations;
using SmartAI.Platform.Access;
using SmartAI.Platform.Operations.Tools;

namespace SmartAI.Assistant.Runs;

/// <summary>What is to be answered: in whose name, after which messages.</summary>
internal sealed record Asked(Run Run, Caller Caller, IReadOnlyList<Message> Path, RunLog Log)
{
    internal ToolOrigin Origin { get; } = new(System.Net.IPAddress.TryParse(Run.Address, out var address) ? address : null, Run.Client);

    /// <summary>How much of results is still kept in the message; what goes beyond is told to a model and not kept.</summary>
    internal int LeftToKeep { get; set; } = 256 * 1024;

    /// <summary>What was asked of providers so far.</summary>
    internal List<Tokens> Took { get; } = [];

    /// <summary>The last thing that the person said.</summary>
    internal Message Question => Path.Last(m => m.Role == MessageRole.Person);

    /// <summary>The page that was open beside it.</summary>
    internal OpenPage? Page => Parts.Read(Question.Parts).FirstOrDefault(p => p.Page is not null)?.Page;

    /// <summary>A tool that they chose instead of words.</summary>
    internal ToolStep? Chosen => Path[^1].Role == MessageRole.Person ? Parts.Read(Path[^1].Parts)[0].Tool : null;
}

/// <summary>How an answer ended, and what it took.</summary>
internal sealed record Answered(MessageState State)
{
    internal IReadOnlyList<Tokens> Took { get; init; } = [];
}
