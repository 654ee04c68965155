using Akka.Dispatch.SysMsg;

namespace Akka.Dispatch;

/// <summary>What the runtime of a stopped actor would have said.</summary>
internal static class DeadSystemMessages
{
    public static void Answer(SystemMessage message)
    {
        if (message is Watch watch && !watch.Watchee.Equals(watch.Watcher))
            watch.Watcher.SendSystemMessage(new DeathWatchNotification(watch.Watchee, existenceConfirmed: false));
    }
}
