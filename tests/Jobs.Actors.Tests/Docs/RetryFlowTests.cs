using Akka.TestKit;
using Akka.TestKit.Xunit2;
using Jobs.Hosting;

namespace Jobs.Actors.Tests.Docs;

// doc: retry
public sealed class RetryFlowTests() : TestKit("""
    akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit"
    akka.persistence.journal.plugin = "akka.persistence.journal.inmem"
    akka.persistence.snapshot-store.plugin = "akka.persistence.snapshot-store.inmem"
    """)
{
    [Fact]
    public async Task An_email_that_could_not_be_sent_is_sent_an_hour_later()
    {
        var clock = (TestScheduler)Sys.Scheduler;
        var hourly = new RetryPolicy { Kind = RetryKind.Fixed, Delay = TimeSpan.FromHours(1), MaxDelay = TimeSpan.FromHours(1) };
        var settings = new JobsSettings { Queues = new Dictionary<string, QueueSettings> { ["email"] = new() { Retry = hourly } } };
        var handlers = new JobHandlers().Handle<SendEmail>("send-email", (_, context, _) =>
            context.Attempt == 1 ? throw new IOException("The mail server is away.") : Task.CompletedTask);
        var client = JobsSystem.Start(Sys, settings, handlers).Client;

        var receipt = await client.EnqueueAsync("email", new SendEmail("a@example.com"));
        await AwaitConditionAsync(async () => (await client.GetAsync(receipt.Id))?.Status == JobStatus.Failed);
        clock.Advance(TimeSpan.FromHours(1));
        var job = await client.WaitAsync(receipt.Id);

        Assert.Equal((JobStatus.Completed, 2), (job.Status, job.Attempts));
    }
}
// end
