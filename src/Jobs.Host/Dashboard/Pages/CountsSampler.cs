using Akka.Actor;
using Akka.Hosting;
using Jobs.Messages;
using Jobs.Queues;

namespace Jobs.Host.Dashboard.Pages;

/// <summary>Notes the counts of all queues, so that pages can say what a minute has changed.</summary>
internal sealed class CountsSampler(IRequiredActor<JobQueues> queues, CountsHistory history, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan _answerTimeout = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(CountsHistory.Interval, clock);
        try
        {
            do
                await SampleAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task SampleAsync(CancellationToken stop)
    {
        try
        {
            var list = await queues.ActorRef.Ask<QueueList>(ListQueues.Instance, _answerTimeout, stop);
            history.Note(clock.GetUtcNow(), list.Queues);
        }
        catch (AskTimeoutException)
        {
            // A page that has no older counts shows no change.
        }
    }
}
