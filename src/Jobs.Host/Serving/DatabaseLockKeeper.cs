using Akka.Actor;
using Akka.Hosting;
using Jobs.Queues;

namespace Jobs.Host.Serving;

/// <summary>Holds the queues while the database's lock is lost: another host may have it. What runs goes on; its outcomes wait.</summary>
internal sealed partial class DatabaseLockKeeper(DatabaseLock databaseLock, IRequiredActor<JobQueues> queues, ILogger<DatabaseLockKeeper> log) : BackgroundService
{
    private static readonly HoldQueues _hold = new("the host has lost its lock on the database and waits to take it again", RetryAfter: TimeSpan.FromSeconds(5));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            var cause = await databaseLock.LostAsync(stoppingToken);
            LockLost(log, cause.Message);
            queues.ActorRef.Tell(_hold, ActorRefs.NoSender);
            await databaseLock.RetakeAsync(stoppingToken);
            LockRetaken(log);
            queues.ActorRef.Tell(ReleaseQueues.Instance, ActorRefs.NoSender);
        }
    }

    [LoggerMessage(3100, LogLevel.Error, "The lock on the database is lost ({Reason}). All queues are held until it is taken again; running jobs go on.")]
    private static partial void LockLost(ILogger log, string reason);

    [LoggerMessage(3101, LogLevel.Warning, "The lock on the database is taken again; the queues come back.")]
    private static partial void LockRetaken(ILogger log);
}
