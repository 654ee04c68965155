using Xunit.Abstractions;

namespace Jobs.Core.Tests;

public sealed class RetryPolicyTests(ITestOutputHelper output)
{
    private const double AlmostOne = 0.999_999_999;

    [Fact]
    public void The_default_doubles_from_a_second_to_five_minutes_with_up_to_a_third_more()
    {
        var policy = new RetryPolicy();

        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128, 256, 300], Enumerable.Range(1, 10).Select(retry => (int)policy.DelayBefore(retry, 0).TotalSeconds));
        Assert.InRange(policy.DelayBefore(1, AlmostOne), TimeSpan.FromSeconds(1.299), TimeSpan.FromSeconds(1.3));
        Assert.Equal(policy.MaxDelay, policy.DelayBefore(10, AlmostOne));
    }

    [Fact]
    public void The_highest_power_does_not_overflow()
    {
        var policy = new RetryPolicy { Delay = TimeSpan.FromDays(365), Factor = RetryPolicy.FactorMax, Jitter = 1, MaxDelay = RetryPolicy.DelayMaxBound };

        Assert.Equal(RetryPolicy.DelayMaxBound, policy.DelayBefore(int.MaxValue, AlmostOne));
        Assert.Equal(RetryPolicy.DelayMaxBound, (policy with { Kind = RetryKind.Linear }).DelayBefore(int.MaxValue, AlmostOne));
    }

    [Fact]
    public void Every_allowed_policy_waits_within_its_documented_window()
    {
        var random = Seeds.Random(output);
        for (var n = 0; n < 20_000; n++)
        {
            var policy = Any(random);
            Assert.Null(policy.FirstProblem());
            var (retry, place) = (random.Next(1, 101), random.NextDouble());
            var least = Least(policy, retry);
            var most = policy.JitterTime is { } time ? least + time : least + (least * policy.Jitter);
            most = most < policy.MaxDelay ? most : policy.MaxDelay;

            Assert.InRange(policy.DelayBefore(retry, place), least - TimeSpan.FromTicks(1), most + TimeSpan.FromTicks(1));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void The_first_retry_is_number_one(int retry) => Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy().DelayBefore(retry, 0));

    [Fact]
    public void The_first_field_out_of_bounds_is_named()
    {
        var policy = new RetryPolicy();

        Assert.Equal("kind", (policy with { Kind = (RetryKind)9 }).FirstProblem()?.Field);
        Assert.Equal("delayMs", (policy with { Delay = TimeSpan.Zero }).FirstProblem()?.Field);
        Assert.Equal("delayMs", (policy with { Delay = RetryPolicy.DelayMaxBound + TimeSpan.FromTicks(1) }).FirstProblem()?.Field);
        Assert.Equal("delaysMs", (policy with { Kind = RetryKind.List }).FirstProblem()?.Field);
        Assert.Equal("delaysMs", (policy with { Delays = [TimeSpan.Zero] }).FirstProblem()?.Field);
        Assert.Equal("delaysMs", (policy with { Delays = [.. Enumerable.Repeat(TimeSpan.FromSeconds(1), RetryPolicy.DelaysMax + 1)] }).FirstProblem()?.Field);
        Assert.Equal("factor", (policy with { Factor = 0.99 }).FirstProblem()?.Field);
        Assert.Equal("factor", (policy with { Factor = double.PositiveInfinity }).FirstProblem()?.Field);
        Assert.Equal("jitter", (policy with { Jitter = double.NaN }).FirstProblem()?.Field);
        Assert.Equal("jitter", (policy with { JitterTime = TimeSpan.FromTicks(-1) }).FirstProblem()?.Field);
        Assert.Equal("maxDelayMs", (policy with { MaxDelay = policy.Delay - TimeSpan.FromTicks(1) }).FirstProblem()?.Field);
        Assert.Equal("maxDelayMs", (policy with { MaxDelay = RetryPolicy.DelayMaxBound + TimeSpan.FromTicks(1) }).FirstProblem()?.Field);
    }

    [Fact]
    public void Policies_with_the_same_waits_are_equal()
    {
        var (a, b) = (new RetryPolicy { Delays = [TimeSpan.FromSeconds(1)] }, new RetryPolicy { Delays = [TimeSpan.FromSeconds(1)] });

        Assert.Equal(a, b);
        Assert.Equal(a.GetHashCode(), b.GetHashCode());
        Assert.NotEqual(a, b with { Delays = [TimeSpan.FromSeconds(2)] });
    }

    /// <summary>The wait without jitter, with the power multiplied out.</summary>
    private static TimeSpan Least(RetryPolicy policy, int retry)
    {
        var wait = policy.Kind switch
        {
            RetryKind.Fixed => policy.Delay.TotalMilliseconds,
            RetryKind.Linear => policy.Delay.TotalMilliseconds * retry,
            RetryKind.Exponential => policy.Delay.TotalMilliseconds * Enumerable.Repeat(policy.Factor, retry - 1).Aggregate(1.0, (power, factor) => power * factor),
            _ => policy.Delays[Math.Min(retry, policy.Delays.Count) - 1].TotalMilliseconds,
        };
        return TimeSpan.FromMilliseconds(Math.Min(wait, policy.MaxDelay.TotalMilliseconds));
    }

    private static RetryPolicy Any(Random random)
    {
        var delay = Wait(random);
        var longest = Wait(random);
        return new RetryPolicy
        {
            Kind = (RetryKind)random.Next(4),
            Delay = delay < longest ? delay : longest,
            MaxDelay = delay < longest ? longest : delay,
            Delays = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => Wait(random))],
            Factor = 1 + (random.NextDouble() * 4),
            Jitter = random.NextDouble(),
            JitterTime = random.Next(2) == 0 ? null : Wait(random),
        };
    }

    private static TimeSpan Wait(Random random) => TimeSpan.FromMilliseconds(1 + Math.Pow(10, random.NextDouble() * 10));
}
