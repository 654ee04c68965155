using Xunit.Abstractions;

namespace Jobs.Core.Tests;

public sealed class ReadyJobsTests(ITestOutputHelper output)
{
    private readonly ReadyJobs _ready = new();
    private long _sequence;

    [Fact]
    public void The_next_job_is_the_most_urgent_then_the_oldest()
    {
        var (normal, urgent, older) = (Make(5), Make(0), Make(0));
        _ready.Add(normal);
        _ready.Add(older);
        _ready.Add(urgent);

        Assert.Equal([urgent, older, normal], Drain());
        Assert.Null(_ready.Peek());
    }

    [Fact]
    public void A_job_taken_out_and_put_back_stands_where_it_stood()
    {
        var jobs = Enumerable.Range(0, 5).Select(_ => Make(5)).ToList();
        jobs.ForEach(_ready.Add);
        Leave(jobs[1]);
        Leave(jobs[3]);
        _ready.Add(jobs[3]);
        _ready.Add(jobs[1]);

        Assert.Equal(jobs, Drain());
    }

    [Fact]
    public void Jobs_that_leave_out_of_turn_do_not_pile_up()
    {
        var first = Make(5);
        _ready.Add(first);
        for (var i = 0; i < 100_000; i++)
        {
            var cancelled = Make(5);
            _ready.Add(cancelled);
            Leave(cancelled);
        }

        Assert.Equal(1, _ready.Count);
        Assert.InRange(_ready.Entries.Count(), 1, 2_000);
        Assert.Same(first, _ready.Peek());
    }

    [Fact]
    public void Jobs_that_come_back_and_leave_again_behind_a_waiting_one_do_not_pile_up()
    {
        var (first, restless) = (Make(5), Make(5));
        _ready.Add(first);
        _ready.Add(restless);
        for (var i = 0; i < 100_000; i++)
        {
            Leave(restless);
            _ready.Add(restless);
        }

        Assert.InRange(_ready.Entries.Count(), 2, 2_000);
        Assert.Equal([first, restless], Drain());
    }

    [Fact]
    public void Whatever_comes_and_goes_the_order_is_that_of_a_sorted_list()
    {
        var random = Seeds.Random(output);
        var (inside, outside) = (new List<Job>(), new List<Job>());
        for (var step = 0; step < 20_000; step++)
        {
            // Waves: the order fills, then empties, so that sweeps happen at every size.
            var fills = (step / 2_500) % 2 == 0 ? 0.7 : 0.3;
            if (random.NextDouble() < fills)
            {
                var job = outside.Count > 0 && random.Next(2) == 0 ? TakeAny(outside, random) : Make(random.Next(JobPriority.Lowest + 1));
                inside.Add(job);
                _ready.Add(job);
            }
            else if (inside.Count > 0)
            {
                var job = random.Next(3) == 0 ? _ready.Peek()! : inside[random.Next(inside.Count)];
                inside.Remove(job);
                outside.Add(job);
                Leave(job);
            }

            Assert.Equal(inside.Count, _ready.Count);
            if (step % 50 == 0)
                Assert.Same(inside.OrderBy(job => job.Priority).ThenBy(job => job.Sequence).FirstOrDefault(), _ready.Peek());
        }

        Assert.Equal(inside.OrderBy(job => job.Priority).ThenBy(job => job.Sequence), Drain());
    }

    private static Job TakeAny(List<Job> jobs, Random random)
    {
        var job = jobs[random.Next(jobs.Count)];
        jobs.Remove(job);
        return job;
    }

    private Job Make(int priority) => Samples.Job(++_sequence, priority);

    private void Leave(Job job)
    {
        _ready.Remove(job);
        job.Ticket++;
    }

    private List<Job> Drain()
    {
        var jobs = new List<Job>();
        while (_ready.Peek() is { } job)
        {
            jobs.Add(job);
            Leave(job);
        }

        return jobs;
    }
}
