using System.Text.Json;
using Microsoft.Extensions.AI;

namespace SmartAI.Assistant.Runs;

/// <summary>Results that were longer than a model is told at once, and the tool by which it reads on in them, for the time of one answer.</summary>
internal sealed class MoreOfResult
{
    internal const string Name = "assistant_result_read";

    private static readonly JsonElement s_schema = JsonSerializer.Deserialize<JsonElement>(
        """
        {"type":"object","additionalProperties":false,"required":["result","from"],"properties":{
            "result":{"type":"integer","minimum":1,"description":"The number of the result, as it was told."},
            "from":{"type":"integer","minimum":0,"description":"The first character."}}}
        """
    );

    private readonly List<string> _long = [];

    /// <summary>The tool's declaration; offered once there is something to read on in.</summary>
    internal static AITool Declaration { get; } = AIFunctionFactory.CreateDeclaration(Name, "Reads on in a result that was cut.", s_schema);

    internal bool IsEmpty => _long.Count == 0;

    /// <summary>Keeps a result that is too long; what to say about it.</summary>
    internal string Keep(string text)
    {
        if (text.Length <= ResultText.Most)
            return "";
        _long.Add(text);
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $" This is result {_long.Count}.");
    }

    internal string Read(IDictionary<string, object?>? arguments) =>
        NumberOf(arguments, "result") is { } number and >= 1 && number <= _long.Count && NumberOf(arguments, "from") is { } from and >= 0
            ? ResultText.Fenced(_long[number - 1], from)
            : "failed: there is no such result.";

    private static int? NumberOf(IDictionary<string, object?>? arguments, string name) =>
        arguments is not null
        && arguments.TryGetValue(name, out var value)
        && value is JsonElement { ValueKind: JsonValueKind.Number } number
        && number.TryGetInt32(out var known)
            ? known
            : null;
}
