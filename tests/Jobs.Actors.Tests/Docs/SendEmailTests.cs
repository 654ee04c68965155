using Akka.Actor;
using Akka.TestKit.Xunit2;
using Jobs.Hosting;
using Jobs.Messages;

namespace Jobs.Actors.Tests.Docs;

// doc: test
public sealed class SendEmailTests() : TestKit("""
    akka.persistence.journal.plugin = "akka.persistence.journal.inmem"
    akka.persistence.snapshot-store.plugin = "akka.persistence.snapshot-store.inmem"
    """)
{
    [Fact]
    public async Task An_enqueued_email_is_durable_and_then_sent()
    {
        var settings = new JobsSettings { Queues = new Dictionary<string, QueueSettings> { ["email"] = new() } };
        var handlers = new JobHandlers().Handle<SendEmail>("send-email", (email, _, _) =>
        {
            TestActor.Tell(email);
            return Task.CompletedTask;
        });
        var jobs = JobsSystem.Start(Sys, settings, handlers);

        jobs.Queues.Tell(new EnqueueJob("email", "send-email", JobPayload.Json(new SendEmail("a@example.com"))), TestActor);

        await ExpectMsgAsync<JobEnqueued>();
        await ExpectMsgAsync(new SendEmail("a@example.com"));
    }
}
// end
