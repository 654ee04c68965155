namespace Jobs.Core.Tests;

public sealed class Uuid7Tests
{
    [Fact]
    public void Ids_are_uuids_of_version_7_that_differ_and_carry_the_time()
    {
        var before = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var ids = Enumerable.Range(0, 10_000).Select(_ => Uuid7.New()).ToList();
        var after = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(ids, id =>
        {
            Assert.Equal(7, id.Version);
            Assert.InRange(id.Variant, 8, 11);
            Assert.InRange(Convert.ToInt64(id.ToString("N")[..12], 16), before, after);
        });
    }
}
