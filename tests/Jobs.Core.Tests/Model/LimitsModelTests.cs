using Jobs.Hosting;
using Xunit.Abstractions;

namespace Jobs.Core.Tests.Model;

/// <summary>The same sequences as for a queue without limits, held against the same naive model: the same job is chosen at every claim, and the same jobs are said to be held back.</summary>
public sealed class LimitsModelTests(ITestOutputHelper output)
{
    private static readonly RateLimit TwoInFiveSeconds = new(2, TimeSpan.FromSeconds(5));

    private static readonly Dictionary<string, Func<QueueSettings, QueueSettings>> Limits = new()
    {
        ["type"] = settings => settings with { TypeLimits = new Dictionary<string, JobLimit> { ["send"] = new(1), ["never"] = new(1) } },
        ["key"] = settings => settings with { PartitionLimit = new JobLimit(1) },
        ["type and key"] = settings => settings with { TypeLimits = new Dictionary<string, JobLimit> { ["send"] = new(2), ["other"] = new(1) }, PartitionLimit = new JobLimit(2), Concurrency = 6 },
        ["rate of the queue"] = settings => settings with { RateLimit = new RateLimit(3, TimeSpan.FromSeconds(1)) },
        ["rate of a type"] = settings => settings with { TypeLimits = new Dictionary<string, JobLimit> { ["other"] = new(null, TwoInFiveSeconds) } },
        ["rate of a key"] = settings => settings with { PartitionLimit = new JobLimit(null, TwoInFiveSeconds) },
        ["line"] = settings => settings with { FifoPerKey = true },
        ["line with limits of types"] = settings => settings with { FifoPerKey = true, TypeLimits = new Dictionary<string, JobLimit> { ["send"] = new(1, TwoInFiveSeconds) } },
        ["everything"] = settings => settings with
        {
            Concurrency = 4,
            FifoPerKey = true,
            RateLimit = new RateLimit(4, TimeSpan.FromSeconds(5)),
            PartitionLimit = new JobLimit(1, TwoInFiveSeconds),
            TypeLimits = new Dictionary<string, JobLimit> { ["send"] = new(2, new RateLimit(3, TimeSpan.FromMinutes(1))) },
        },
        ["all but a line"] = settings => settings with
        {
            Concurrency = 4,
            PartitionLimit = new JobLimit(2, TwoInFiveSeconds),
            TypeLimits = new Dictionary<string, JobLimit> { ["send"] = new(1, new RateLimit(3, TimeSpan.FromMinutes(1))), ["other"] = new(1) },
        },
    };

    public static TheoryData<string> Names => [.. Limits.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Whatever_happens_a_limited_queue_chooses_as_its_naive_model_does(string limits) =>
        Sequences.Hold(output, QueueStep.Any, sequences: 25, steps: 120, steps => QueueRun.Run(steps, new HashSet<string>(), new LifeDiagram(), Limits[limits]));
}
