using System.Globalization;
using System.Text.Json;
using SmartAI.Assistant.Conversations;
using SmartAI.Platform.Access;
using SmartAI.Platform.Approvals;
using SmartAI.Platform.Operations.Tools;

namespace SmartAI.Assistant.Runs;

/// <summary>Calls tools in a person's name by the one door: its policy decides what runs, what is refused and what waits for a yes.</summary>
internal sealed class ToolCalls(ToolDoor door, ToolCatalog catalog, ICallers callers)
{
    /// <summary>A longer result is not kept in a message; whoever wants it reads less of it at once.</summary>
    internal const int MostKept = 48 * 1024;
    private const int LongestName = 200;

    internal async Task<ToolStep> CallAsync(Asked asked, string id, string name, JsonElement arguments, CancellationToken cancel)
    {
        var tool = catalog.Find(name);
        var step = new ToolStep(
            id,
            name.Length > LongestName ? name[..LongestName] : name,
            tool?.Title ?? name[..Math.Min(name.Length, LongestName)],
            tool?.ReadsOnly ?? true,
            arguments,
            StepState.Running
        );
        asked.Log.Tell(new Part(PartKind.Tool) { Tool = step });
        // Asked anew for each call: an answer takes minutes, and rights are taken away in the meantime.
        var now = await callers.FindAsync(asked.Caller.UserId, Face.Assistant, cancel);
        if (now is null)
            throw new PersonGoneException();
        var call = new ToolCall(
            name,
            arguments,
            now with
            {
                Scopes = asked.Caller.Scopes,
                CredentialId = asked.Caller.CredentialId,
            },
            Face.Assistant,
            string.Create(CultureInfo.InvariantCulture, $"assistant:{asked.Run.Id}:{id}"),
            asked.Origin
        );
        step = After(step, await door.CallAsync(call, cancel));
        asked.Log.Tell(new Part(PartKind.Tool) { Tool = step });
        return step;
    }

    internal static ToolStep After(ToolStep step, ToolResult result)
    {
        var isCut = result.Content?.GetRawText().Length > MostKept;
        return step with
        {
            State =
                result.ApprovalId is not null ? StepState.Waiting
                : result.IsError ? StepState.Failed
                : StepState.Done,
            Code = result.IsError ? result.Code : null,
            ApprovalId = result.ApprovalId,
            Result = isCut || result.ApprovalId is not null ? null : result.Content,
            IsCut = isCut,
        };
    }
}

/// <summary>The person may no longer sign in: nothing more is done in their name.</summary>
internal sealed class PersonGoneException() : Exception("The person may no longer sign in.");
