using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SmartAI.Assistant.Conversations;
using SmartAI.Assistant.Data;
using SmartAI.Assistant.Models;
using SmartAI.Platform.Access;

namespace SmartAI.Assistant.Runs;

/// <summary>Why a run is cut short.</summary>
internal enum StopReason
{
    None,
    Asked,

    /// <summary>The person may no longer sign in.</summary>
    PersonGone,

    /// <summary>The server stops.</summary>
    Shutdown,

    /// <summary>Another node has taken it for abandoned: nothing more is written.</summary>
    Lost,
}

/// <summary>One run while it is written on this node.</summary>
internal sealed class RunningAnswer(Guid id, string node, IServiceScopeFactory scopes, ILogger log)
{
    internal const string Failed = "assistant.answer_failed";
    private const int MostMessages = 60;
    private static readonly TimeSpan LookAtPerson = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource _stop = new();
    private StopReason _reason;

    /// <summary>Ends with the run, and never fails.</summary>
    internal Task Ended { get; private set; } = Task.CompletedTask;

    internal void Begin(Action ended) =>
        Ended = Task.Run(
            async () =>
            {
                try
                {
                    await RunAsync();
                }
                catch (Exception failure)
                {
                    // Its end could not be written: the lease runs out and another look says that it was interrupted.
                    log.LogWarning("An answer could not be kept: {Reason}", failure.Message);
                }

                ended();
            },
            CancellationToken.None
        );

    internal void Stop(StopReason reason)
    {
        if (_reason == StopReason.None)
            _reason = reason;
        _stop.Cancel();
    }

    private async Task RunAsync()
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var db = services.GetRequiredService<AssistantDb>();
        var run = await db.Runs.AsNoTracking().SingleAsync(r => r.Id == id, CancellationToken.None);
        var pieces = services.GetRequiredService<PieceLog>();
        var told = new RunLog(pieces, id, 0);
        told.Begin(id);
        var answered = await AnswerAsync(services, run, told);
        if (_reason == StopReason.Lost)
            return;
        await pieces.WrittenAsync(CancellationToken.None);
        await services.GetRequiredService<RunStore>().EndAsync(id, node, told.Compose(), answered, told.Next, CancellationToken.None);
    }

    private async Task<Answered> AnswerAsync(IServiceProvider services, Run run, RunLog told)
    {
        try
        {
            var callers = services.GetRequiredService<ICallers>();
            var person = await callers.FindAsync(run.PersonId, Face.Assistant, _stop.Token) ?? throw new PersonGoneException();
            var caller = person with
            {
                Scopes = run.Scopes is null ? null : System.Collections.Frozen.FrozenSet.ToFrozenSet(run.Scopes, StringComparer.Ordinal),
                CredentialId = run.CredentialId,
            };
            var db = services.GetRequiredService<AssistantDb>();
            var path = await db.PathAsync(run.ConversationId, run.Id, MostMessages, _stop.Token);
            using var chat = await services.GetRequiredService<ConfiguredModels>().ChatAsync(_stop.Token);
            var asked = new Asked(run, caller, [.. path.SkipLast(1)], told);
            var answering = chat is null
                ? services.GetRequiredService<BuiltInAnswer>().AnswerAsync(asked, _stop.Token)
                : services.GetRequiredService<ModelAnswer>().AnswerAsync(asked, chat, _stop.Token);
            while (await Task.WhenAny(answering, Task.Delay(LookAtPerson, CancellationToken.None)) != answering)
                if (await callers.FindAsync(run.PersonId, Face.Assistant, CancellationToken.None) is null)
                    Stop(StopReason.PersonGone);
            return await answering;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return new Answered(_reason == StopReason.Asked ? MessageState.Stopped : MessageState.Interrupted);
        }
        catch (PersonGoneException)
        {
            return new Answered(MessageState.Interrupted);
        }
        catch (ProviderException failure)
        {
            log.LogWarning("A provider failed: {Fault} {Reason}", failure.Fault, failure.Message);
            told.Notice($"assistant.fault_{System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(failure.Fault.ToString())}");
            return new Answered(MessageState.Failed);
        }
        catch (Exception failure)
        {
            log.LogError(failure, "An answer failed");
            told.Notice(Failed);
            return new Answered(MessageState.Failed);
        }
    }
}
