namespace SmartAI.Platform.Data.Together;

/// <summary>
/// Lets a few read at a time. Who comes meanwhile waits, and whose turn it is takes those behind it along. Nobody waits where few read.
/// </summary>
internal sealed class Turns<TQuestion>(int atOnce, int most)
    where TQuestion : Question
{
    private readonly Lock _gate = new();
    private readonly Queue<TQuestion> _waiting = [];
    private int _reading;

    /// <summary>What becomes of the question: it is to be read, with <see cref="Gather"/> and <see cref="PassOn"/>, or others have read it, or could not.</summary>
    /// <exception cref="OperationCanceledException">It waited, and who asked has gone.</exception>
    internal async ValueTask<Turn> TakeAsync(TQuestion question, CancellationToken cancel)
    {
        lock (_gate)
        {
            if (_reading < atOnce)
            {
                _reading++;
                return Turn.Read;
            }

            _waiting.Enqueue(question);
        }

        await using var hangUp = cancel.UnsafeRegister(static (asked, token) => ((TQuestion)asked!).TrySetCanceled(token), question);
        return await question.Task;
    }

    /// <summary>The question itself and those that wait, without those who have gone.</summary>
    internal List<TQuestion> Gather(TQuestion own)
    {
        List<TQuestion> batch = [own];
        lock (_gate)
        {
            while (batch.Count < most && _waiting.TryDequeue(out var next))
                if (!next.Task.IsCompleted)
                    batch.Add(next);
        }

        return batch;
    }

    /// <summary>The turn goes to one who waits and has not gone.</summary>
    internal void PassOn()
    {
        lock (_gate)
        {
            while (_waiting.TryDequeue(out var next))
                if (next.TrySetResult(Turn.Read))
                    return;
            _reading--;
        }
    }
}

internal enum Turn
{
    /// <summary>It is this one's turn.</summary>
    Read,

    /// <summary>Others have asked for it.</summary>
    IsOver,

    /// <summary>Those who asked for it failed before they came to it: it is asked for by itself.</summary>
    Alone,
}

// What awaits it goes on elsewhere: whoever reads must not do the others' work too.
internal abstract class Question() : TaskCompletionSource<Turn>(TaskCreationOptions.RunContinuationsAsynchronously);
