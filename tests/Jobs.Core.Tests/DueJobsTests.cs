using Xunit.Abstractions;

namespace Jobs.Core.Tests;

public sealed class DueJobsTests(ITestOutputHelper output)
{
    private readonly DueJobs _due = new();
    private long _sequence;

    [Fact]
    public void The_earliest_comes_first_and_the_older_at_the_same_time()
    {
        var (late, early, sameTime) = (Make(9), Make(1), Make(1));
        _due.Add(sameTime);
        _due.Add(late);
        _due.Add(early);

        Assert.Equal([early, sameTime, late], Drain());
        Assert.Null(_due.Peek());
    }

    [Fact]
    public void A_job_that_waits_again_counts_with_its_new_time_only()
    {
        var (moved, other) = (Make(1), Make(5));
        _due.Add(moved);
        _due.Add(other);
        Leave(moved);
        moved.DueAt = QueueUnderTest.Morning.AddMinutes(9);
        _due.Add(moved);

        Assert.Equal(2, _due.Count);
        Assert.Equal([other, moved], Drain());
    }

    [Fact]
    public void Cancelled_jobs_do_not_pile_up_behind_the_earliest()
    {
        var first = Make(0);
        _due.Add(first);
        for (var i = 0; i < 100_000; i++)
        {
            var cancelled = Make(1 + i);
            _due.Add(cancelled);
            Leave(cancelled);
        }

        Assert.Equal(1, _due.Count);
        Assert.InRange(_due.Entries.Count(), 1, 2_000);
        Assert.Same(first, _due.Peek());
    }

    [Fact]
    public void Whatever_comes_and_goes_the_order_is_that_of_a_sorted_list()
    {
        var random = Seeds.Random(output);
        var inside = new List<Job>();
        for (var step = 0; step < 20_000; step++)
        {
            var fills = (step / 2_500) % 2 == 0 ? 0.7 : 0.3;
            if (random.NextDouble() < fills)
            {
                var job = Make(random.Next(200));
                inside.Add(job);
                _due.Add(job);
            }
            else if (inside.Count > 0)
            {
                var job = random.Next(3) == 0 ? _due.Peek()! : inside[random.Next(inside.Count)];
                inside.Remove(job);
                Leave(job);
                if (random.Next(4) == 0)
                {
                    job.DueAt = QueueUnderTest.Morning.AddMinutes(random.Next(200));
                    inside.Add(job);
                    _due.Add(job);
                }
            }

            Assert.Equal(inside.Count, _due.Count);
            if (step % 50 == 0)
                Assert.Same(inside.OrderBy(job => job.DueAt).ThenBy(job => job.Sequence).FirstOrDefault(), _due.Peek());
        }

        Assert.Equal(inside.OrderBy(job => job.DueAt).ThenBy(job => job.Sequence), Drain());
    }

    private Job Make(int minutes)
    {
        var job = Samples.Job(++_sequence);
        job.DueAt = QueueUnderTest.Morning.AddMinutes(minutes);
        return job;
    }

    private void Leave(Job job)
    {
        _due.Remove(job);
        job.Ticket++;
    }

    private List<Job> Drain()
    {
        var jobs = new List<Job>();
        while (_due.Peek() is { } job)
        {
            jobs.Add(job);
            Leave(job);
        }

        return jobs;
    }
}
