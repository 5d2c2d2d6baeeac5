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

/// <summary>What is known of a run on the node that its message was sent to: it need not be read again.</summary>
/// <param name="Run">The run, as it was kept.</param>
/// <param name="Question">The message that is answered.</param>
/// <param name="Roles">The roles that the person had then. Those of now count; where they are the same, what holds for them is known sooner.</param>
internal sealed record Begun(Run Run, Guid Question, IReadOnlyCollection<string> Roles);

/// <summary>One run while it is written on this node.</summary>
internal sealed class RunningAnswer(Guid id, string node, Begun? begun, IServiceScopeFactory scopes, ILogger log) : IDisposable
{
    internal const string Failed = "assistant.answer_failed";
    private const int MostMessages = 60;

    // A change of the person is told; this is for one that was told while nobody listened.
    private static readonly TimeSpan LookAnyway = TimeSpan.FromSeconds(15);

    private readonly CancellationTokenSource _stop = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private StopReason _reason;

    /// <summary>True once the run is this node's.</summary>
    internal bool IsHeld { get; private set; } = begun is null;

    /// <summary>In whose name; null until that is known.</summary>
    internal Guid? Person { get; private set; } = begun?.Run.PersonId;

    /// <summary>Ends with the run, and never fails.</summary>
    internal Task Ended { get; private set; } = Task.CompletedTask;

    internal void Begin(Action ended)
    {
        // The request that it was sent with ends sooner, and what belongs to it.
        using var flow = ExecutionContext.SuppressFlow();
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
    }

    internal void Stop(StopReason reason)
    {
        if (_reason == StopReason.None)
            _reason = reason;
        _stop.Cancel();
    }

    /// <summary>Asks soon whether the person may still sign in.</summary>
    internal void LookAtPerson() => Volatile.Read(ref _changed).TrySetResult();

    private async Task RunAsync()
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var db = services.GetRequiredService<AssistantDb>();
        var store = services.GetRequiredService<RunStore>();
        var run = begun?.Run ?? await db.Runs.AsNoTracking().SingleAsync(r => r.Id == id, CancellationToken.None);
        var question =
            begun?.Question
            ?? await db.Messages.Where(m => m.Id == id).Select(m => m.ParentId).SingleOrDefaultAsync(CancellationToken.None);
        Person = run.PersonId;
        // Beside the claim: nothing is told or done before that has succeeded.
        var learning = LearnAsync(services, run);
        try
        {
            IsHeld = IsHeld || await store.ClaimAsync(id, node, CancellationToken.None);
            if (!IsHeld)
                return;
            var pieces = services.GetRequiredService<PieceLog>();
            var told = new RunLog(pieces, id, 0);
            told.Begin(id, question);
            var answered = await AnswerAsync(services, run, learning, told);
            if (_reason == StopReason.Lost)
                return;
            await pieces.WrittenAsync(CancellationToken.None);
            await store.EndAsync(id, node, told.Compose(), answered, told.Next, CancellationToken.None);
        }
        finally
        {
            await ((Task)learning).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>In whose name, after which messages, by which rules.</summary>
    private sealed record Learned(Caller Caller, IReadOnlyList<Message> Path, Rules Rules);

    /// <summary>Side by side: an answer's first word waits for the slowest and not for their sum.</summary>
    private async Task<Learned> LearnAsync(IServiceProvider services, Run run)
    {
        var reader = services.GetRequiredService<RulesReader>();
        var finding = services.GetRequiredService<ICallers>().FindAsync(run.PersonId, Face.Assistant, _stop.Token);
        var walking = services.GetRequiredService<AssistantDb>().PathAsync(run.ConversationId, run.Id, MostMessages, _stop.Token);
        var reading = begun is null ? null : reader.ReadAsync(run.PersonId, begun.Roles, _stop.Token);
        await Task.WhenAll([finding, walking, reading ?? Task.CompletedTask]);
        var person = await finding ?? throw new PersonGoneException();
        var caller = person with
        {
            Scopes = run.Scopes is null ? null : System.Collections.Frozen.FrozenSet.ToFrozenSet(run.Scopes, StringComparer.Ordinal),
            CredentialId = run.CredentialId,
        };
        var rules =
            reading is not null && caller.Roles.ToHashSet(StringComparer.Ordinal).SetEquals(begun!.Roles)
                ? await reading
                : await reader.ReadAsync(run.PersonId, caller.Roles, _stop.Token);
        return new Learned(caller, await walking, rules);
    }

    private async Task<Answered> AnswerAsync(IServiceProvider services, Run run, Task<Learned> learning, RunLog told)
    {
        IReadOnlyList<Tokens> took = [];
        try
        {
            var (caller, path, rules) = await learning;
            using var chat = services.GetRequiredService<ConfiguredModels>().Chat(rules.Providers);
            var asked = new Asked(run, caller, [.. path.SkipLast(1)], told);
            took = asked.Took;
            var answering = BeginAsync(services, asked, chat, rules);
            var callers = services.GetRequiredService<ICallers>();
            while (await Task.WhenAny(answering, _changed.Task, Task.Delay(LookAnyway, CancellationToken.None)) != answering)
            {
                Volatile.Write(ref _changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
                await LookAtPersonAsync(callers, run);
            }

            return await answering with
            {
                Took = took,
            };
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

    /// <summary>By whom, as the operator chose for whoever has used up what they may; they are told.</summary>
    private async Task<Answered> BeginAsync(IServiceProvider services, Asked asked, FailoverChat? chat, Rules rules)
    {
        var reached = chat is null
            ? null
            : await services.GetRequiredService<Meter>().ReachedAsync(asked.Caller.UserId, rules.Limits, _stop.Token);
        if (reached == AtLimit.Refuse && asked.Chosen is null)
        {
            asked.Log.Notice(Meter.Refused);
            return new Answered(MessageState.Failed);
        }

        if (chat is null || reached is AtLimit.WithoutModel or AtLimit.Refuse)
            return await services
                .GetRequiredService<BuiltInAnswer>()
                .AnswerAsync(asked, chat is null ? BuiltInAnswer.NoModel : Meter.Spent, _stop.Token);
        if (reached == AtLimit.Warn)
            asked.Log.Notice(Meter.Over);
        return await services
            .GetRequiredService<ModelAnswer>()
            .AnswerAsync(asked, chat, SystemPrompt.Of(rules.Instructions), reached == AtLimit.Warn, _stop.Token);
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
