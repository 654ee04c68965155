using Jobs.Core.Rollups;
using Jobs.Hosting;
using Jobs.Index;
using Jobs.Workers;

namespace Jobs.Core.Tests.Rollups;

public sealed class MinuteRollupsTests
{
    private static readonly long Minute = MinuteRollups.MinuteOf(QueueUnderTest.Morning);

    private readonly QueueUnderTest _queue = new(new QueueSettings { Concurrency = 2, MaxAttempts = 2 });

    private MinuteRollups Minutes => _queue.State.Minutes;

    [Fact]
    public void A_minute_counts_what_its_events_say()
    {
        _queue.Enqueue("a", "b");
        _queue.Pass(TimeSpan.FromSeconds(4));
        _queue.Start("a");
        _queue.Start("b");
        _queue.Pass(TimeSpan.FromSeconds(2));
        _queue.Complete("a");
        _queue.Die("b");

        var row = Assert.Single(Minutes.From(0));

        Assert.Equal((Minute, 2, 1, 1, 1), (row.Minute, row.Enqueued, row.Completed, row.Failed, row.Dead));
        Assert.Equal((TimeSpan.FromMilliseconds(4096), 2), Of(row.Waits));
        Assert.Equal((TimeSpan.FromMilliseconds(2048), 2), Of(row.Runs));
    }

    [Fact]
    public void A_failure_counts_where_it_happens_and_the_next_attempt_waits_from_when_it_was_due()
    {
        _queue.Running("a");
        _queue.Settle("a", new Outcome.Failed(new JobError("e", "m")));
        _queue.Pass(TimeSpan.FromMinutes(5));
        _queue.BecomeDue();
        _queue.Pass(TimeSpan.FromSeconds(1));
        _queue.Start("a");

        var rows = Minutes.From(0);

        Assert.Equal([(Minute, 1, 0), (Minute + 5, 0, 0)], rows.Select(row => (row.Minute, (int)row.Failed, (int)row.Dead)));
        Assert.Equal(TimeSpan.FromMilliseconds(1024), Of(rows[1].Waits).Longest);
    }

    [Fact]
    public void A_job_that_died_of_its_crashes_has_no_run()
    {
        var queue = new QueueUnderTest(crashLimit: 1);
        queue.Running("a");
        queue.Crash("a");

        var row = Assert.Single(queue.State.Minutes.From(0));

        Assert.Equal((1, 1), (row.Failed, row.Dead));
        Assert.True(row.Runs.IsEmpty);
    }

    [Fact]
    public void What_has_changed_is_taken_once_and_whole()
    {
        _queue.Enqueue("a");
        Assert.Equal(1, Assert.Single(Minutes.TakeChanged()).Enqueued);
        Assert.Empty(Minutes.TakeChanged());

        _queue.Enqueue("b");
        _queue.Pass(TimeSpan.FromMinutes(1));
        _queue.Enqueue("c");

        Assert.Equal([(Minute, 2), (Minute + 1, 1)], Minutes.TakeChanged().Select(row => (row.Minute, (int)row.Enqueued)));
        Assert.Empty(Minutes.TakeChanged());
    }

    [Fact]
    public void Only_the_last_minutes_stay_in_memory()
    {
        for (var i = 0; i < 2 * MinuteRollups.MinutesKept; i++)
        {
            _queue.Enqueue($"job-{i}");
            _queue.Pass(TimeSpan.FromMinutes(1));
        }

        var rows = Minutes.From(0);

        Assert.InRange(rows.Count, MinuteRollups.MinutesKept, MinuteRollups.MinutesKept + 1);
        Assert.Equal(Minute + (2 * MinuteRollups.MinutesKept) - 1, rows[^1].Minute);
    }

    [Fact]
    public void Restored_minutes_go_on_as_if_nothing_had_been()
    {
        Play(Minutes, 0, 40);
        Play(Minutes, 40, 90);
        var first = new MinuteRollups();
        Play(first, 0, 40);
        var restored = new MinuteRollups();
        restored.Restore(first.TakeChanged());
        Play(restored, 40, 90);

        Assert.Equal(Minutes.From(0).Select(Text), restored.From(0).Select(Text));
    }

    /// <summary>Three steps in each minute, of lengths that differ.</summary>
    private static void Play(MinuteRollups minutes, int from, int to)
    {
        for (var step = from; step < to; step++)
        {
            var at = QueueUnderTest.Morning.AddSeconds(20 * step);
            minutes.Enqueued(at);
            minutes.Started(at, TimeSpan.FromMilliseconds(step));
            minutes.Completed(at, TimeSpan.FromSeconds(step));
            minutes.Failed(at, TimeSpan.FromSeconds(2 * step), isDead: step % 2 == 0);
        }
    }

    private static string Text(MinuteRow row) =>
        $"{row.Minute} {row.Enqueued} {row.Completed} {row.Failed} {row.Dead} {Convert.ToHexString(row.Waits.Span)} {Convert.ToHexString(row.Runs.Span)}";

    private static (TimeSpan? Longest, int Count) Of(ReadOnlyMemory<byte> encoded)
    {
        var histogram = new LogHistogram();
        histogram.Add(encoded.Span);
        return (histogram.Percentile(1), (int)histogram.Count);
    }
}
