using System.Globalization;
using System.Text.Json;
using Npgsql;
using SmartAI.Assistant.Conversations;
using SmartAI.Platform.Access;
using SmartAI.Platform.Approvals;
using SmartAI.Platform.Operations.Tools;

namespace SmartAI.Assistant.Runs;

/// <summary>Calls tools in a person's name by the one door: its policy decides what runs, what is refused and what waits for a yes.</summary>
internal sealed class ToolCalls(ToolDoor door, ToolCatalog catalog, ToolPolicies policies, ICallers callers, NpgsqlDataSource database)
{
    /// <summary>A longer result is not kept in a message; whoever wants it reads less of it at once.</summary>
    internal const int MostKept = 48 * 1024;
    private const int LongestName = 200;

    /// <summary>Beyond that nothing is called; an operation's own bounds are narrower.</summary>
    private const int MostArguments = 32 * 1024;
    internal const string ArgumentsTooLong = "assistant.arguments_too_long";

    internal async Task<(ToolStep Step, JsonElement? Content)> CallAsync(
        Asked asked,
        string id,
        string name,
        JsonElement arguments,
        CancellationToken cancel
    )
    {
        var tool = catalog.Find(name);
        var isTooLong = arguments.GetRawText().Length > MostArguments;
        var step = new ToolStep(
            id,
            name.Length > LongestName ? name[..LongestName] : name,
            tool?.Title ?? name[..Math.Min(name.Length, LongestName)],
            tool?.ReadsOnly ?? true,
            isTooLong ? JsonSerializer.SerializeToElement(new { }) : arguments,
            isTooLong ? StepState.Failed : StepState.Running
        )
        {
            Code = isTooLong ? ArgumentsTooLong : null,
        };
        asked.Log.Tell(new Part(PartKind.Tool) { Tool = step });
        if (isTooLong)
            return (step, null);
        // Asked anew for each call: an answer takes minutes, and rights are taken away in the meantime.
        var now = await callers.FindAsync(asked.Caller.UserId, Face.Assistant, cancel);
        if (now is null)
            throw new PersonGoneException();
        var caller = now with { Scopes = asked.Caller.Scopes, CredentialId = asked.Caller.CredentialId };
        var call = new ToolCall(
            name,
            arguments,
            caller,
            Face.Assistant,
            string.Create(CultureInfo.InvariantCulture, $"assistant:{asked.Run.Id}:{id}"),
            asked.Origin
        )
        {
            HasStandingYes = tool is { ReadsOnly: false } && await StandsAsync(asked.Run.ConversationId, name, cancel),
        };
        var result = await door.CallAsync(call, cancel);
        step = After(asked, step, result) with
        {
            MayAllowAlways = result.ApprovalId is not null && tool is not null && (await policies.OfAsync(tool, caller, cancel)).MayStand,
        };
        asked.Log.Tell(new Part(PartKind.Tool) { Tool = step });
        return (step, result.ApprovalId is null ? result.Content : null);
    }

    /// <summary>Read at each call, by a connection of its own: calls run side by side, and a yes can be taken back while an answer is written.</summary>
    private async Task<bool> StandsAsync(Guid conversation, string tool, CancellationToken cancel)
    {
        await using var command = database.CreateCommand("select $2 = any(allowed_tools) from assistant.conversations where id = $1");
        command.Parameters.AddWithValue(conversation);
        command.Parameters.AddWithValue(tool);
        return await command.ExecuteScalarAsync(cancel) is true;
    }

    private static ToolStep After(Asked asked, ToolStep step, ToolResult result)
    {
        var length = result.ApprovalId is null ? result.Content?.GetRawText().Length ?? 0 : 0;
        bool isCut;
        lock (asked)
        {
            isCut = length > Math.Min(MostKept, asked.LeftToKeep);
            asked.LeftToKeep -= isCut ? 0 : length;
        }

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
