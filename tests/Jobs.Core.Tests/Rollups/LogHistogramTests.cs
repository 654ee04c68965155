using Jobs.Core.Rollups;
using Xunit.Abstractions;

namespace Jobs.Core.Tests.Rollups;

public sealed class LogHistogramTests(ITestOutputHelper output)
{
    private const double WidestBucket = 1.25;

    [Theory]
    [InlineData(-5, 0)]
    [InlineData(0, 0)]
    [InlineData(0.99, 0)]
    [InlineData(1, 1)]
    [InlineData(1.25, 2)]
    [InlineData(1.99, 4)]
    [InlineData(2, 5)]
    [InlineData(1024, 41)]
    [InlineData(1e13, LogHistogram.Buckets - 1)]
    public void A_time_has_one_bucket(double milliseconds, int bucket) => Assert.Equal(bucket, LogHistogram.BucketOf(TimeSpan.FromMilliseconds(milliseconds)));

    [Fact]
    public void Every_bucket_begins_where_the_one_before_ends()
    {
        for (var bucket = 0; bucket < LogHistogram.Buckets - 1; bucket++)
        {
            var end = LogHistogram.UpperEnd(bucket);
            Assert.Equal((bucket, bucket + 1), (LogHistogram.BucketOf(end - TimeSpan.FromTicks(1)), LogHistogram.BucketOf(end)));
        }
    }

    [Fact]
    public void A_percentile_is_not_below_the_true_one_and_at_most_a_bucket_above_it()
    {
        var random = Seeds.Random(output);
        var times = Enumerable.Range(0, 2000).Select(_ => TimeSpan.FromMilliseconds(Math.Pow(10, random.NextDouble() * 7))).Order().ToList();
        var histogram = Of(times);

        foreach (var share in (double[])[0.001, 0.5, 0.95, 0.99, 1])
        {
            var actual = times[(int)Math.Ceiling(share * times.Count) - 1];
            var shown = histogram.Percentile(share)!.Value;
            Assert.InRange(shown, actual, actual * WidestBucket);
        }
    }

    [Fact]
    public void Of_nothing_there_is_no_percentile() => Assert.Null(new LogHistogram().Percentile(0.5));

    [Fact]
    public void What_is_encoded_comes_back_and_adds_up_to_the_histogram_of_all()
    {
        var random = Seeds.Random(output);
        var some = Enumerable.Range(0, 500).Select(_ => TimeSpan.FromMilliseconds(random.NextDouble() * 100_000)).ToList();
        var others = Enumerable.Range(0, 300).Select(_ => TimeSpan.FromMilliseconds(random.NextDouble() * 10)).ToList();
        var merged = new LogHistogram();
        merged.Add(Of(some).Encode().Span);
        merged.Add(Of(others));

        Assert.Equal(Of([.. some, .. others]).Encode().ToArray(), merged.Encode().ToArray());
        Assert.Equal(800, merged.Count);
    }

    [Fact]
    public void An_empty_histogram_takes_no_bytes()
    {
        var histogram = Of([TimeSpan.FromSeconds(1)]);
        histogram.Clear();

        Assert.Equal((0, 0), (histogram.Encode().Length, histogram.Count));
    }

    [Theory]
    [InlineData("05")]
    [InlineData("0500")]
    [InlineData("7901")]
    [InlineData("ffffffff0f01")]
    [InlineData("00ff")]
    [InlineData("00ffffffffffffffffff01")]
    public void Bytes_that_are_no_histogram_are_refused(string hex) => Assert.Throws<InvalidDataException>(() => new LogHistogram().Add(Convert.FromHexString(hex)));

    private static LogHistogram Of(IEnumerable<TimeSpan> times)
    {
        var histogram = new LogHistogram();
        foreach (var time in times)
            histogram.Add(time);
        return histogram;
    }
}
