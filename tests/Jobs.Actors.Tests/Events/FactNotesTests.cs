using Jobs.Core;
using Jobs.Events;
using Jobs.Hosting;
using Jobs.Queues;
using Microsoft.Extensions.Logging.Abstractions;

namespace Jobs.Actors.Tests.Events;

public sealed class FactNotesTests
{
    private static readonly DateTimeOffset _now = DateTimeOffset.UnixEpoch.AddDays(1);

    [Fact]
    public void While_nobody_listens_nothing_is_allocated()
    {
        var settings = new QueueSettings();
        var policy = new QueuePolicy("email", settings, 3, JobBounds.PayloadBytesDefault);
        var hub = new EventHub(TimeProvider.System);
        var notes = new FactNotes(new PartitionContext(policy, 0, Guid.CreateVersion7(), "host", new JobHandlers(), new Random(1))
        {
            Observers = new CommitObservers([hub], NullLogger.Instance),
        });
        var state = new QueueState(settings);
        var paused = new QueuePaused("repair", null, Cause.Queue, _now);
        Note();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            Note();

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Note()
        {
            notes.Add(notes.Of(paused, state), state);
            notes.Seal();
            notes.Publish(1);
        }
    }
}
