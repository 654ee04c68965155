using Jobs.Hosting;
using Jobs.Workers;

namespace Jobs.Core.Tests.Lifecycle;

public sealed class ClaimTests
{
    private readonly QueueUnderTest _queue = new(new QueueSettings { Concurrency = 2, MaxAttempts = 10 });

    [Fact]
    public void Nothing_is_claimed_when_nothing_is_ready() => Assert.Equal(Decision.Nothing, _queue.Claim());

    [Fact]
    public void The_more_urgent_job_starts_first_and_the_older_among_equals()
    {
        var queue = new QueueUnderTest(new QueueSettings { Concurrency = 10 });
        foreach (var (id, priority) in new[] { ("low", 8), ("a", 5), ("b", 5), ("first", 0), ("last", 10), ("c", 5) })
            queue.Enqueue(QueueUnderTest.Ask(id) with { Priority = priority });

        Assert.Equal(["first", "a", "b", "c", "low", "last"], Started(queue));
    }

    [Fact]
    public void A_retry_keeps_its_age()
    {
        _queue.Running("old");
        _queue.Settle("old", new Outcome.Failed(new JobError("e", "m")));
        _queue.Enqueue("young", "younger");
        _queue.Pass(TimeSpan.FromMinutes(1));
        _queue.BecomeDue();

        Assert.Equal(["old", "young"], Started(_queue));
    }

    [Fact]
    public void A_scheduled_job_takes_the_place_of_its_enqueueing_when_its_time_comes()
    {
        _queue.Enqueue(QueueUnderTest.Ask("scheduled") with { Delay = TimeSpan.FromMinutes(1) });
        _queue.Enqueue("a");
        _queue.Pass(TimeSpan.FromMinutes(1));
        _queue.BecomeDue();
        _queue.Enqueue("b");

        Assert.Equal(["scheduled", "a"], Started(_queue));
    }

    [Fact]
    public void A_start_takes_the_lowest_free_worker_and_no_more_than_there_are()
    {
        _queue.Enqueue("a", "b", "c");

        Assert.Equal([0, 1], [Worker(_queue.Claim()), Worker(_queue.Claim())]);
        Assert.Equal(Decision.Nothing, _queue.Claim());

        _queue.Complete("a");
        Assert.Equal(0, Worker(_queue.Claim()));
    }

    [Fact]
    public void Starts_are_numbered_across_jobs_and_attempts()
    {
        _queue.Running("a");
        _queue.Settle("a", Outcome.Interrupted.Instance);
        var again = Assert.IsType<JobStarted>(_queue.Claim().Event);

        Assert.Equal((2, 1), (again.Start, again.Attempt));
    }

    [Fact]
    public void A_suspect_starts_only_when_it_is_its_hosts_turn_and_then_before_the_others()
    {
        _queue.Running("suspect");
        CrashUntilSuspect();
        _queue.Enqueue(QueueUnderTest.Ask("urgent") with { Priority = 0 });

        Assert.Equal("urgent", Started(_queue, suspectAllowed: false).Single());
        Assert.Equal(Decision.Nothing, _queue.Claim(suspectAllowed: false));
        Assert.Equal("suspect", Started(_queue).Single());
    }

    private void CrashUntilSuspect()
    {
        _queue.Crash("suspect");
        _queue.Start("suspect");
        _queue.Crash("suspect");
        _queue.Pass(TimeSpan.FromHours(1));
        Assert.Equal(1, _queue.BecomeDue());
    }

    private static int Worker(Decision claim) => Assert.IsType<JobStarted>(claim.Event).Worker;

    private static List<string> Started(QueueUnderTest queue, bool suspectAllowed = true)
    {
        var ids = new List<string>();
        while (queue.Claim(suspectAllowed).Event is JobStarted started)
            ids.Add(started.Id.ToString());
        return ids;
    }
}
