using Xunit.Abstractions;

namespace Jobs.Core.Tests;

public sealed class WorkerSlotsTests(ITestOutputHelper output)
{
    private readonly WorkerSlots _slots = new();

    [Fact]
    public void The_lowest_free_worker_is_given_until_none_is_left()
    {
        for (var worker = 0; worker < 130; worker++)
        {
            Assert.Equal(worker, _slots.LowestFree(130));
            _slots.Take(worker);
        }

        Assert.Equal(-1, _slots.LowestFree(130));
        Assert.Equal(130, _slots.LowestFree(131));
        _slots.Free(63);
        _slots.Free(64);
        Assert.Equal((63, 128), (_slots.LowestFree(130), _slots.Count));
    }

    [Fact]
    public void No_worker_is_taken_twice_or_freed_twice()
    {
        _slots.Take(70);
        Assert.Throws<InvalidOperationException>(() => _slots.Take(70));
        _slots.Free(70);
        Assert.Throws<InvalidOperationException>(() => _slots.Free(70));
        Assert.Equal(0, _slots.Count);
    }

    [Fact]
    public void After_a_queue_was_made_smaller_nothing_starts_until_enough_attempts_have_ended()
    {
        foreach (var worker in Enumerable.Range(0, 5))
            _slots.Take(worker);

        Assert.Equal(-1, _slots.LowestFree(2));
        _slots.Free(0);
        Assert.Equal(-1, _slots.LowestFree(2));
        _slots.Free(3);
        _slots.Free(4);
        _slots.Free(1);
        Assert.Equal(0, _slots.LowestFree(2));
    }

    [Fact]
    public void Whoever_comes_and_goes_the_slots_are_those_of_a_set()
    {
        var random = Seeds.Random(output);
        var taken = new SortedSet<int>();
        for (var step = 0; step < 10_000; step++)
        {
            var concurrency = random.Next(1, 200);
            var expected = taken.Count >= concurrency ? -1 : Enumerable.Range(0, concurrency).Where(worker => !taken.Contains(worker)).DefaultIfEmpty(-1).First();
            var worker = _slots.LowestFree(concurrency);
            Assert.Equal(expected, worker);
            if (worker >= 0 && random.Next(5) < 3)
            {
                _slots.Take(worker);
                taken.Add(worker);
            }
            else if (taken.Count > 0)
            {
                var freed = taken.ElementAt(random.Next(taken.Count));
                _slots.Free(freed);
                taken.Remove(freed);
            }

            Assert.Equal(taken.Count, _slots.Count);
        }
    }
}
