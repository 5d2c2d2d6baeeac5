using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SmartAI.Assistant.Budgets;
using SmartAI.Assistant.Conversations;
using SmartAI.Assistant.Data;
using SmartAI.Assistant.Instructions;
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
internal sealed class RunningAnswer(Guid id, string node, IServiceScopeFactory scopes, ILogger log) : IDisposable
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
        var question = await db.Messages.Where(m => m.Id == id).Select(m => m.ParentId).SingleOrDefaultAsync(CancellationToken.None);
        told.Begin(id, question);
        var answered = await AnswerAsync(services, run, told);
        if (_reason == StopReason.Lost)
            return;
        await pieces.WrittenAsync(CancellationToken.None);
        await services.GetRequiredService<RunStore>().EndAsync(id, node, told.Compose(), answered, told.Next, CancellationToken.None);
    }

    private async Task<Answered> AnswerAsync(IServiceProvider services, Run run, RunLog told)
    {
        IReadOnlyList<Tokens> took = [];
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
            using var chat = await services.GetRequiredService<ConfiguredModels>().ChatAsync(caller.Roles, _stop.Token);
            var asked = new Asked(run, caller, [.. path.SkipLast(1)], told);
            took = asked.Took;
            var mayAsk = chat is not null && await services.GetRequiredService<Meter>().MayAskAsync(caller, _stop.Token);
            // Who has used up what they may goes on without a model, and is told.
            var answering = !mayAsk
                ? services
                    .GetRequiredService<BuiltInAnswer>()
                    .AnswerAsync(asked, chat is null ? BuiltInAnswer.NoModel : Meter.Spent, _stop.Token)
                : services
                    .GetRequiredService<ModelAnswer>()
                    .AnswerAsync(asked, chat!, await db.SystemPromptAsync(caller.Roles, _stop.Token), _stop.Token);
            while (await Task.WhenAny(answering, Task.Delay(LookAtPerson, CancellationToken.None)) != answering)
                await LookAtPersonAsync(callers, run);
            return await answering with { Took = took };
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return new Answered(_reason == StopReason.Asked ? MessageState.Stopped : MessageState.Interrupted) { Took = took };
        }
        catch (PersonGoneException)
        {
            return new Answered(MessageState.Interrupted) { Took = took };
        }
        catch (ProviderException failure)
        {
            log.LogWarning("A provider failed: {Fault} {Reason}", failure.Fault, failure.Message);
            told.Notice($"assistant.fault_{System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(failure.Fault.ToString())}");
            return new Answered(MessageState.Failed) { Took = took };
        }
        catch (Exception failure)
        {
            log.LogError(failure, "An answer failed");
            told.Notice(Failed);
            return new Answered(MessageState.Failed) { Took = took };
        }
    }

    private async Task LookAtPersonAsync(ICallers callers, Run run)
    {
        try
        {
            if (await callers.FindAsync(run.PersonId, Face.Assistant, CancellationToken.None) is null)
                Stop(StopReason.PersonGone);
        }
        catch (Exception failure) when (failure is System.Data.Common.DbException or TimeoutException)
        {
            // The database is away: the next look asks again. What changes something asks it in any case.
            log.LogWarning("Nobody can say whether a person may go on: {Reason}", failure.GetType().Name);
        }
    }

    public void Dispose() => _stop.Dispose();
}
