using Akka.Actor.Internal;

namespace Jobs.Kernel.Tests.Actor.Internal;

public sealed class WorkHeapTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Entries_leave_by_time_and_then_by_order_whatever_was_withdrawn_between(int seed)
    {
        var random = new Random(seed);
        var heap = new WorkHeap();
        var inside = new List<ScheduledWork>();

        for (var step = 0; step < 5000; step++)
        {
            switch (random.Next(3))
            {
                case 0 or 1 when inside.Count < 300:
                    var added = new ScheduledWork(null!, null, "", null, TimeSpan.Zero, null) { DueTicks = random.Next(50), Order = step };
                    heap.Add(added);
                    inside.Add(added);
                    break;
                case 2 when inside.Count > 0:
                    var withdrawn = inside[random.Next(inside.Count)];
                    heap.Remove(withdrawn);
                    inside.Remove(withdrawn);
                    Assert.Equal(ScheduledWork.NotInHeap, withdrawn.HeapIndex);
                    break;
            }

            if (inside.Count > 0)
                Assert.Same(inside.OrderBy(work => work.DueTicks).ThenBy(work => work.Order).First(), heap.Earliest);
        }

        while (inside.Count > 0)
        {
            var earliest = heap.Earliest;
            Assert.Same(inside.OrderBy(work => work.DueTicks).ThenBy(work => work.Order).First(), earliest);
            heap.Remove(earliest);
            inside.Remove(earliest);
        }

        Assert.Equal(0, heap.Count);
    }
}
