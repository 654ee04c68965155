using Jobs.Index.Tables;

namespace Jobs.Actors.Tests.Index;

public sealed class KeyRunsTests
{
    [Fact]
    public void Neighbours_make_a_run_in_whatever_order_they_come() => Assert.Equal([(1L, 3L), (7L, 8L), (10L, 10L)], KeyRuns.Of([8, 2, 10, 1, 3, 7]));

    [Fact]
    public void A_key_that_comes_twice_counts_once() => Assert.Equal([(4L, 5L)], KeyRuns.Of([5, 4, 5, 4]));

    [Fact]
    public void No_keys_are_no_runs() => Assert.Empty(KeyRuns.Of([]));

    [Fact]
    public void Runs_are_exactly_the_keys_that_were_given()
    {
        const int Seed = 20_261_122;
        var random = new Random(Seed);
        for (var round = 0; round < 100; round++)
        {
            var keys = Enumerable.Range(0, random.Next(200)).Select(_ => (long)random.Next(300)).ToHashSet();

            var runs = KeyRuns.Of(keys).ToList();

            Assert.Equal(keys.Order(), runs.SelectMany(run => Enumerable.Range((int)run.First, (int)(run.Last - run.First + 1)).Select(key => (long)key)));
            Assert.All(runs.Zip(runs.Skip(1)), pair => Assert.True(pair.First.Last + 1 < pair.Second.First));
        }
    }
}
