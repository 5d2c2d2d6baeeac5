using System.Text.Json;
using SmartAI.Assistant.Conversations;

namespace SmartAI.Assistant.Runs;

/// <summary>What one run tells: written as it comes, and gathered for its end.</summary>
internal sealed class RunLog(PieceLog pieces, Guid run, int last)
{
    private readonly Lock _gate = new();
    private readonly List<(string Kind, string Data)> _told = [];
    private int _number = last;

    internal void Text(string text)
    {
        if (text.Length == 0)
            return;
        lock (_gate)
        {
            _told.Add((PieceKinds.Text, PieceLog.TextOf(text)));
            pieces.Write(run, ++_number, PieceKinds.Text, text);
        }
    }

    internal void Tell(Part part) => Write(PieceKinds.Part, JsonSerializer.Serialize(part, Parts.Json));

    internal void Notice(string code) => Tell(new Part(PartKind.Notice) { Code = code });

    internal void Begin(Guid message, Guid? question) =>
        Write(PieceKinds.Begin, JsonSerializer.Serialize(new { messageId = message, questionId = question }));

    /// <summary>What the message consists of.</summary>
    internal IReadOnlyList<Part> Compose()
    {
        lock (_gate)
            return Parts.Compose(_told);
    }

    internal int Next
    {
        get
        {
            lock (_gate)
                return ++_number;
        }
    }

    private void Write(string kind, string data)
    {
        lock (_gate)
        {
            _told.Add((kind, data));
            pieces.Write(run, ++_number, kind, data);
        }
    }
}
