using Jobs.Hosting;

namespace Jobs.Actors.Tests.Hosting;

/// <summary>Settings made in code are held to the same bounds as those that were read.</summary>
public sealed class SettingsRulesTests
{
    public static TheoryData<QueueSettings, string> Queues { get; } = new()
    {
        { new QueueSettings { Concurrency = 0 }, "concurrency: expected 1..10000, got 0" },
        { new QueueSettings { MaxAttempts = 101 }, "max-attempts: expected 1..100, got 101" },
        { new QueueSettings { Timeout = TimeSpan.Zero }, "timeout: expected 100ms..24h, got 0s" },
        { new QueueSettings { Timeout = Timeout.InfiniteTimeSpan }, "timeout: expected 100ms..24h, got -1ms" },
        { new QueueSettings { FinishedKept = -1 }, "finished-kept: expected 0..1000000, got -1" },
        { new QueueSettings { History = (HistoryKept)9 }, "history: expected all, failed or none, got 9" },
        { new QueueSettings { Retention = new Retention { Completed = TimeSpan.Zero } }, "retention.completed: expected 1m..3650d or off, got 0s" },
        { new QueueSettings { Retention = new Retention { Dead = TimeSpan.FromDays(3651) } }, "retention.dead: expected 1m..3650d or off, got 3651d" },
        { new QueueSettings { Retention = new Retention { Count = 0 } }, "retention.count: expected 1..100000000 or none, got 0" },
        { new QueueSettings { Blocking = true, Concurrency = 1001 }, "concurrency: expected 1..1000 with blocking = on, got 1001; hint: each of its workers has a thread" },
        { new QueueSettings { Workers = new WorkerRange(0, 3) }, "workers.min: expected 1..10000, got 0" },
        { new QueueSettings { Workers = new WorkerRange(4, 3) }, "workers.min: expected at most max (3), got 4" },
        { new QueueSettings { Workers = new WorkerRange(1, 3), Concurrency = 2 }, "concurrency: expected nothing beside workers, which says how many jobs run; hint: leave one of them out" },
        { new QueueSettings { RetryFor = TimeSpan.Zero }, "retry-for: expected 1s..365d or off, got 0s" },
        { new QueueSettings { PermanentExceptions = ["x"] }, "permanent-exceptions[0]: expected the full name of an exception type, as in System.ArgumentException, got \"x\"" },
        { new QueueSettings { PermanentExceptions = [.. Enumerable.Repeat("a.b", 101)] }, "permanent-exceptions: expected a list of 0..100, got 101" },
        { new QueueSettings { DefaultType = "" }, "default-type: expected the name of a type, 1..128 printable characters, got \"\"" },
        { new QueueSettings { RateLimit = new RateLimit(0, TimeSpan.FromMinutes(1)) }, "rate-limit.max: expected 1..1000000, got 0" },
        { new QueueSettings { RateLimit = new RateLimit(1, TimeSpan.FromMilliseconds(99)) }, "rate-limit.window: expected 100ms..24h, got 99ms" },
        { new QueueSettings { PartitionLimit = new JobLimit(0) }, "partition-limit.concurrency: expected 1..10000 or none, got 0" },
        { new QueueSettings { TypeLimits = new Dictionary<string, JobLimit> { ["a b"] = new(null, new RateLimit(0, TimeSpan.FromDays(1))) } }, "type-limits.\"a b\".rate-limit.max: expected 1..1000000, got 0" },
        { new QueueSettings { Retry = new RetryPolicy { Delay = TimeSpan.Zero } }, "retry.delay: expected 1ms..365d, got 0s" },
        { new QueueSettings { Retry = new RetryPolicy { Factor = double.NaN } }, "retry.factor: expected 1..100, got NaN" },
        { new QueueSettings { Retry = new RetryPolicy { Jitter = 1.5 } }, "retry.jitter: expected a share 0..1 or a time 0s..365d, got 1.5" },
        { new QueueSettings { Retry = new RetryPolicy { Kind = (RetryKind)9 } }, "retry.kind: expected fixed, linear, exponential or list, got 9" },
        { new QueueSettings { Retry = new RetryPolicy { Kind = RetryKind.List } }, "retry.kind: expected delays beside kind = list, got none; hint: as in delays = [10s, 1m, 5m]" },
        { new QueueSettings { Retry = new RetryPolicy { MaxDelay = TimeSpan.FromMilliseconds(1) } }, "retry.max-delay: expected at least delay (1s), got 1ms" },
    };

    [Theory]
    [MemberData(nameof(Queues))]
    public void A_queue_made_in_code_is_refused_like_a_written_one(QueueSettings queue, string problem) =>
        Assert.Equal([$"jobs.queues.email.{problem}"], ProblemsOf(With("email", queue)));

    [Fact]
    public void All_problems_come_together() =>
        Assert.Equal(
            [
                "jobs.drain-timeout: expected 0s..1h, got -1s",
                "jobs.crash-limit: expected 1..100, got 0",
                "jobs.journal.keep: expected 0s..365d, got -1s",
                "jobs.host.payload-max: expected 1KiB..8MiB, got 1B",
                "jobs.queues.E: expected a queue's name: 1..64 of a-z 0-9 _ -, the first a letter or digit, got \"E\"",
            ],
            ProblemsOf(With("E", new QueueSettings()) with { DrainTimeout = TimeSpan.FromSeconds(-1), CrashLimit = 0, JournalKeep = TimeSpan.FromSeconds(-1), PayloadBytesMax = 1 }));

    [Fact]
    public void A_type_made_in_code_is_refused_like_a_written_one() =>
        Assert.Equal(
            [
                "jobs.types.send.timeout: expected 100ms..24h, got 1ms",
                "jobs.types.send.max-attempts: expected 1..100, got 0",
                "jobs.types.send.retry-for: expected 1s..365d or off, got 1ms",
                "jobs.types.send.retry.factor: expected 1..100, got 0",
            ],
            ProblemsOf(With("email", new QueueSettings()) with
            {
                Types = new Dictionary<string, TypeSettings>
                {
                    ["send"] = new() { Timeout = TimeSpan.FromMilliseconds(1), MaxAttempts = 0, RetryFor = TimeSpan.FromMilliseconds(1), Retry = new RetryPolicy { Factor = 0 } },
                },
            }));

    [Fact]
    public void No_queue_is_a_problem_and_defaults_are_none()
    {
        Assert.Single(ProblemsOf(new JobsSettings { Queues = new Dictionary<string, QueueSettings>() }));
        Assert.Empty(ProblemsOf(With("email", new QueueSettings())));
    }

    private static JobsSettings With(string name, QueueSettings queue) => new() { Queues = new Dictionary<string, QueueSettings> { [name] = queue } };

    private static IEnumerable<string> ProblemsOf(JobsSettings settings) => JobsSettingsRules.Check(settings).Select(problem => problem.ToString());

    [Fact]
    public void A_queue_with_external_workers_is_in_no_pool()
    {
        var settings = new JobsSettings
        {
            Queues = new Dictionary<string, QueueSettings> { ["partners"] = new() { ExternalWorkers = true } },
            Pools = new Dictionary<string, PoolSettings> { ["mail"] = new() { Queues = ["partners"] } },
        };

        var problem = Assert.Single(JobsSettingsRules.Check(settings));

        Assert.Equal("jobs.pools.mail.queues", problem.Path);
        Assert.Contains("partners has external workers", problem.ToString(), StringComparison.Ordinal);
    }
}
