using Jobs.Messages;

namespace Jobs.Core.Tests;

public sealed class JobTests
{
    private readonly QueueUnderTest _queue = new();

    [Fact]
    public void A_waiting_job_that_has_never_run_takes_less_than_200_bytes_besides_its_payload()
    {
        var (texts, jobs) = (new TextPool(), new Job[1000]);
        var events = Enumerable.Range(1, jobs.Length).Select(_ => Accepted(JobId.New())).ToList();
        _ = Job.Of(events[0], 0, texts);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < jobs.Length; i++)
            jobs[i] = Job.Of(events[i], i, texts);

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / jobs.Length, 1, 200);
        Assert.All(jobs, job => Assert.Null(job.Past));
    }

    [Fact]
    public void Jobs_that_are_read_one_by_one_share_the_texts_they_have_in_common()
    {
        _queue.Apply(Accepted(QueueUnderTest.Id("a")));
        _queue.Apply(Accepted(QueueUnderTest.Id("b")));

        Assert.Same(_queue["a"].Type, _queue["b"].Type);
        Assert.Same(_queue["a"].By, _queue["b"].By);
        Assert.Same(_queue["a"].PartitionKey, _queue["b"].PartitionKey);
    }

    [Fact]
    public void The_pool_of_texts_gives_back_what_it_was_given_however_many_there_are()
    {
        var texts = new TextPool();
        for (var n = 0; n < 3 * TextPool.TextsMax; n++)
            Assert.Equal($"text {n}", texts.Share($"text {n}"));
    }

    [Fact]
    public void A_copy_stays_as_it_is_whatever_happens_to_the_job()
    {
        _queue.Running("a", ask => ask with { Tags = ["x"], PartitionKey = "p" });
        _queue.Settle("a", new Workers.Outcome.Failed(new JobError("e", "m")));
        var copy = _queue["a"].Clone();
        var before = Model.StateDump.Of(_queue.State, copy);

        _queue.RunNow("a");
        _queue.Start("a");
        _queue.Crash("a");
        _queue.Change("a", priority: 0, payload: JobPayload.Json(2));

        Assert.Equal(before, Model.StateDump.Of(_queue.State, copy));
        Assert.NotEqual(before, Model.StateDump.Of(_queue.State, _queue["a"]));
    }

    [Fact]
    public void A_copy_keeps_its_leases_as_they_are()
    {
        var (token, late) = (LeaseToken.New(), LeaseToken.New());
        _queue.Enqueue("a");
        foreach (var lease in (LeaseToken[])[late, token])
        {
            _queue.Apply(new JobLeased(QueueUnderTest.Id("a"), _queue.State.Starts + 1, 1, 0, "w", lease, TimeSpan.FromSeconds(30), _queue.Now.AddSeconds(30), _queue.Now));
            if (lease == late)
                _queue.Apply(new JobInterrupted(QueueUnderTest.Id("a"), Crashed: true, null, _queue.Now));
        }

        var copy = _queue["a"].Clone();
        var before = Model.StateDump.Of(_queue.State, copy);

        _queue.Apply(new LateAnswerRefused(QueueUnderTest.Id("a"), late, LeaseAnswer.Ack, _queue.Now));
        _queue.Apply(new JobCompleted(QueueUnderTest.Id("a"), null, _queue.Now));

        Assert.Equal(before, Model.StateDump.Of(_queue.State, copy));
    }

    [Fact]
    public void The_same_request_again_is_known_after_the_payload_was_replaced()
    {
        _queue.Enqueue("a");
        _queue.Change("a", payload: JobPayload.Json(2));

        Assert.True(_queue["a"].IsAskedForBy(QueueUnderTest.Ask("a")));
        Assert.False(_queue["a"].IsAskedForBy(QueueUnderTest.Ask("a") with { Payload = JobPayload.Json(2) }));
        Assert.False(_queue["a"].IsAskedForBy(QueueUnderTest.Ask("a") with { Type = "other" }));
    }

    private static JobAccepted Accepted(JobId id) =>
        new(id, Text("send"), JobPayload.Null, 5, 3, TimeSpan.FromSeconds(30), null, null, [], id.Uuid is null ? Text("customer") : "", new Cause(Text("anna"), ""), QueueUnderTest.Morning);

    private static string Text(string text) => new(text.AsSpan());
}
