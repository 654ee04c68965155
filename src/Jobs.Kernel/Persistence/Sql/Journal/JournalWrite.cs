using Akka.Persistence.Sql.Db;

namespace Akka.Persistence.Sql.Journal;

/// <summary>One thing for the writer's thread to do, and whom to tell when it is done.</summary>
internal abstract class JournalWrite
{
    /// <summary>Size of the messages, for the bound of a round.</summary>
    public abstract long Bytes { get; }

    /// <summary>Whether it brings its own transaction.</summary>
    public abstract bool IsAlone { get; }

    /// <summary>May be called twice: when the round failed, once more alone.</summary>
    public abstract void Store(IJournalWriteSession session);

    /// <summary>Called once, with null when it is stored.</summary>
    public abstract void Complete(Exception? failure);
}

/// <summary>Anything else that has to happen in its place among the writes.</summary>
internal sealed class JournalCall(Action<IJournalWriteSession> call) : JournalWrite
{
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Completion => _completion.Task;

    public override long Bytes => 0;

    public override bool IsAlone => true;

    public override void Store(IJournalWriteSession session) => call(session);

    public override void Complete(Exception? failure)
    {
        if (failure is null)
            _completion.SetResult();
        else
            _completion.SetException(failure);
    }
}
