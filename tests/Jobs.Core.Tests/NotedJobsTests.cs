using Jobs.Core.Capture;
using Jobs.Hosting;

namespace Jobs.Core.Tests;

public sealed class NotedJobsTests
{
    [Fact]
    public void Jobs_that_come_and_go_between_two_captures_are_let_go()
    {
        var noted = new NotedJobs(HistoryKept.None);
        for (var number = 0; number < NotedJobs.SweptFrom * 4; number++)
            NoteEnded(noted, number);

        Assert.InRange(noted.Count, 1, NotedJobs.SweptFrom);
    }

    [Fact]
    public void Of_a_history_that_is_kept_every_job_stays_noted()
    {
        var noted = new NotedJobs(HistoryKept.All);
        for (var number = 0; number < NotedJobs.SweptFrom * 2; number++)
            NoteEnded(noted, number);

        Assert.Equal(NotedJobs.SweptFrom * 2, noted.Count);
    }

    [Fact]
    public void What_the_index_must_hear_of_stays_noted()
    {
        var noted = new NotedJobs(HistoryKept.None);
        var waits = Samples.Job(1);
        noted.Note(waits);
        var stored = Samples.Job(2);
        stored.IsStored = true;
        noted.Note(stored);
        stored.Status = JobStatus.Completed;
        for (var number = 3; number < NotedJobs.SweptFrom + 10; number++)
            NoteEnded(noted, number);

        Assert.Equal([waits, stored], noted.Take().Take(2));
    }

    [Fact]
    public void A_job_that_was_let_go_and_changes_once_more_is_noted_again()
    {
        var noted = new NotedJobs(HistoryKept.None);
        var rerun = NoteEnded(noted, 1);
        for (var number = 2; number < NotedJobs.SweptFrom + 10; number++)
            NoteEnded(noted, number);
        Assert.False(rerun.IsNoted);

        noted.Note(rerun);
        rerun.Status = JobStatus.Pending;

        Assert.Contains(rerun, noted.Take());
    }

    [Theory]
    [InlineData(HistoryKept.None, true)]
    [InlineData(HistoryKept.Failed, true)]
    [InlineData(HistoryKept.All, false)]
    public void The_note_that_a_finished_job_goes_keeps_no_payload_in_memory(HistoryKept history, bool isLetGo)
    {
        var queue = new QueueUnderTest(new QueueSettings { Concurrency = 1, FinishedKept = 1, History = history });
        queue.State.TrackChanges();
        var first = queue.Running("a");
        queue.Complete("a");
        Assert.NotNull(first.Payload);

        var second = queue.Running("b");
        queue.Complete("b");

        Assert.Equal(isLetGo, first.Payload is null);
        Assert.NotNull(second.Payload);
    }

    private static Job NoteEnded(NotedJobs noted, int number)
    {
        var job = Samples.Job(number);
        noted.Note(job);
        job.Status = JobStatus.Completed;
        return job;
    }
}
