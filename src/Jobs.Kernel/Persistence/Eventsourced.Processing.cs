using Akka.Actor;
using Akka.Actor.Internal;

namespace Akka.Persistence;

public abstract partial class Eventsourced
{
    private bool _isAsyncTaskRunning;

    /// <summary>Runs an asynchronous handler; no other message is handled until its task is over.</summary>
    protected void RunTask(Func<Task> action)
    {
        if (_isAsyncTaskRunning)
            throw new NotSupportedException("RunTask calls cannot be nested");
        ((ActorCell)Context).RunAsync(() =>
        {
            var task = action();
            return task.IsCompleted ? task : Finish(task);
        });
    }

    /// <summary>The end of the command that an asynchronous handler has put off.</summary>
    private async Task Finish(Task task)
    {
        _isAsyncTaskRunning = true;
        var hasFailed = true;
        try
        {
            await task;
            hasFailed = false;
        }
        finally
        {
            _isAsyncTaskRunning = false;
            EndCommand(hasFailed);
        }
    }

    private void BeginProcessing()
    {
        Flush();
        if (_pendingStashingInvocations > 0)
        {
            _state = State.PersistingEvents;
            return;
        }

        _state = State.ProcessingCommands;
        _internalStash.UnstashAll();
    }

    private void ProcessCommand(Receive receive, object message)
    {
        if (TryReceiveFromJournal(message))
            return;

        var hasFailed = true;
        try
        {
            base.AroundReceive(receive, message);
            hasFailed = false;
        }
        finally
        {
            EndCommand(hasFailed);
        }
    }

    private void EndCommand(bool hasFailed)
    {
        Flush();
        if (_isAsyncTaskRunning)
            return;
        if (_pendingStashingInvocations > 0)
            _state = State.PersistingEvents;
        else
            UnstashNext(hasFailed);
    }

    private void WaitForStored(object message)
    {
        if (!TryReceiveFromJournal(message))
            _internalStash.Stash();
    }

    private bool TryReceiveFromJournal(object message)
    {
        if (message is not JournalResponse response)
        {
            // A timer's message may have been on its way when recovery ended.
            return message is RecoveryTick;
        }

        // An earlier instance of this actor may have left writes on their way.
        if (response.ActorInstanceId != _instanceId)
            return true;

        if (response.EndsWrite)
        {
            _isWriteInProgress = false;
            Flush();
        }

        ReceiveFromJournal(response);
        return true;
    }

    private void ReceiveFromJournal(JournalResponse response)
    {
        switch (response)
        {
            case WriteMessageSuccess success:
                LastSequenceNr = Math.Max(LastSequenceNr, success.Persistent.SequenceNr);
                RunNextHandler();
                break;
            case LoopMessageSuccess:
                RunNextHandler();
                break;
            case WriteMessageRejected { Persistent: var rejected } answer:
                LastSequenceNr = Math.Max(LastSequenceNr, rejected.SequenceNr);
                EndInvocation(hasFailed: false);
                OnPersistRejected(answer.Cause, rejected.Payload, rejected.SequenceNr);
                break;
            case WriteMessageFailure { Persistent: var failed } answer:
                EndInvocation(hasFailed: false);
                try
                {
                    OnPersistFailure(answer.Cause, failed.Payload, failed.SequenceNr);
                }
                finally
                {
                    Context.Stop(Self);
                }

                break;
        }
    }

    private void RunNextHandler()
    {
        var hasFailed = true;
        try
        {
            _pendingInvocations.Peek().Run();
            hasFailed = false;
        }
        finally
        {
            Flush();
            EndInvocation(hasFailed);
        }
    }

    private void EndInvocation(bool hasFailed)
    {
        var ended = _pendingInvocations.Dequeue();
        if (_state == State.ProcessingCommands)
        {
            UnstashNext(hasFailed);
            return;
        }

        // The handlers that are left are all of PersistAsync: commands need not wait for them.
        if (ended.IsStashing && --_pendingStashingInvocations == 0)
        {
            _state = State.ProcessingCommands;
            UnstashNext(hasFailed);
        }
    }

    /// <summary>Commands come back one by one, each after the one before; all at once when a restart follows.</summary>
    private void UnstashNext(bool all)
    {
        if (all)
            _internalStash.UnstashAll();
        else
            _internalStash.Unstash();
    }

    private void Flush()
    {
        if (_isWriteInProgress || _batch.Count == 0)
            return;

        var writes = new WriteMessages(_batch, Self, _instanceId);
        _batch = [];
        _isWriteInProgress = true;
        if (JournalPlugin.DirectWriter is { } writer)
            writer.Write(writes);
        else
            Journal.Tell(writes, Self);
    }
}
