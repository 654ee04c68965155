using Akka.Dispatch.SysMsg;

namespace Akka.Actor.Internal;

internal sealed partial class ActorCell
{
    /// <summary>Handles one message of the runtime.</summary>
    public void Invoke(SystemMessage message)
    {
        try
        {
            Handle(message);
        }
        catch (Exception failure)
        {
            HandleFailure(failure);
        }
    }

    private void Handle(SystemMessage message)
    {
        switch (message)
        {
            case Create:
                CreateInstance();
                break;
            case DeathWatchNotification death:
                HandleDeath(death);
                break;
            case Watch watch:
                AddWatcher(watch);
                break;
            case Unwatch unwatch:
                _watchers?.Remove(unwatch.Watcher);
                break;
            case Failed failed:
                SuperviseFailure(failed);
                break;
            case Recreate recreate:
                BeginRestart(recreate.Cause);
                break;
            case Suspend:
                SuspendSelfAndChildren();
                break;
            case Resume resume:
                ResumeSelfAndChildren(resume.CausedByFailure);
                break;
            case Terminate:
                BeginTermination();
                break;
            case ContinueTask task:
                task.Run();
                break;
            case AsyncHandlerEnded ended:
                EndAsyncHandler(ended);
                break;
        }
    }
}
