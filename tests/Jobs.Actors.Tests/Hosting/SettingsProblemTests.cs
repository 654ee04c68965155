using Jobs.Hosting;

namespace Jobs.Actors.Tests.Hosting;

public sealed class SettingsProblemTests
{
    [Theory]
    [InlineData("concurrency = 0", "concurrency: expected 1..10000, got 0")]
    [InlineData("concurrency = 10001", "concurrency: expected 1..10000, got 10001")]
    [InlineData("concurrency = -1", "concurrency: expected 1..10000, got -1")]
    [InlineData("concurrency = 99999999999999999999", "concurrency: expected 1..10000, got 99999999999999999999")]
    [InlineData("concurrency = 2.5", "concurrency: expected 1..10000, got 2.5; hint: a whole number")]
    [InlineData("concurrency = many", "concurrency: expected 1..10000, got many")]
    [InlineData("concurrency = \"\"", "concurrency: expected 1..10000, got nothing")]
    [InlineData("concurrency = [1, 2]", "concurrency: expected 1..10000, got a list")]
    [InlineData("concurrency.max = 1", "concurrency: expected 1..10000, got a section { }")]
    [InlineData("max-attempts = 0", "max-attempts: expected 1..100, got 0")]
    [InlineData("max-attempts = 101", "max-attempts: expected 1..100, got 101")]
    [InlineData("timeout = 99ms", "timeout: expected 100ms..24h, got 99ms")]
    [InlineData("timeout = 25h", "timeout: expected 100ms..24h, got 25h")]
    [InlineData("timeout = -5s", "timeout: expected 100ms..24h, got -5s")]
    [InlineData("timeout = 30", "timeout: expected 100ms..24h, got 30; hint: write the unit, as in 30s")]
    [InlineData("timeout = 99999999999999999999999d", "timeout: expected 100ms..24h, got 99999999999999999999999d")]
    [InlineData("timeout = 5 parsecs", "timeout: expected 100ms..24h, got 5 parsecs; hint: a number and one of ms, s, m, h, d, as in 30s")]
    [InlineData("timeout = NaNs", "timeout: expected 100ms..24h, got NaNs; hint: a number and one of ms, s, m, h, d, as in 30s")]
    [InlineData("finished-kept = -1", "finished-kept: expected 0..1000000, got -1")]
    [InlineData("finished-kept = 1000001", "finished-kept: expected 0..1000000, got 1000001")]
    [InlineData("history = fail", "history: expected all, failed or none, got fail; hint: did you mean failed?")]
    [InlineData("retention.completed = 59s", "retention.completed: expected 1m..3650d or off, got 59s")]
    [InlineData("retention.dead = 30", "retention.dead: expected 1m..3650d or off, got 30; hint: write the unit, as in 30s")]
    [InlineData("retention.count = 0", "retention.count: expected 1..100000000 or none, got 0")]
    [InlineData("retention.compleded = 1h", "retention.compleded: unknown key; hint: did you mean completed?")]
    [InlineData("default-type = null", "default-type: expected the name of a type, 1..128 printable characters, got nothing")]
    [InlineData("workers.max = 0", "workers.max: expected 1..10000, got 0")]
    [InlineData("workers.min = 2", "workers.max: expected beside min, got nothing; hint: as in workers.max = 20")]
    [InlineData("workers = 5", "workers: expected a section { }, got 5")]
    [InlineData("workers.mim = 5", "workers.mim: unknown key; hint: did you mean min?")]
    [InlineData("blocking = yes", "blocking: expected on or off, got yes")]
    [InlineData("retry-for = 999ms", "retry-for: expected 1s..365d or off, got 999ms")]
    [InlineData("retry-for = 60", "retry-for: expected 1s..365d or off, got 60; hint: write the unit, as in 60s")]
    [InlineData("permanent-exceptions = System.FormatException", "permanent-exceptions: expected a list of 0..100, got System.FormatException; hint: as in [a, b]")]
    [InlineData("permanent-exceptions = [FormatException]", "permanent-exceptions[0]: expected the full name of an exception type, as in System.ArgumentException, got FormatException")]
    [InlineData("retry = exponential", "retry: expected a section { }, got exponential")]
    [InlineData("retry.kind = exponentail", "retry.kind: expected fixed, linear, exponential or list, got exponentail; hint: did you mean exponential?")]
    [InlineData("retry.kind = list", "retry.kind: expected delays beside kind = list, got none; hint: as in delays = [10s, 1m, 5m]")]
    [InlineData("retry.delay = 0s", "retry.delay: expected 1ms..365d, got 0s")]
    [InlineData("retry.delay = 366d", "retry.delay: expected 1ms..365d, got 366d")]
    [InlineData("retry.delay = 10m", "retry.delay: expected at most max-delay (5m), got 10m; hint: set max-delay = 10m beside it")]
    [InlineData("retry.max-delay = 500ms", "retry.max-delay: expected at least delay (1s), got 500ms")]
    [InlineData("retry.delays = [1s]", "retry.delays: has an effect with kind = list only, and kind is exponential")]
    [InlineData("retry.delays = 1s", "retry.delays: expected a list of 0..100, got 1s; hint: as in [a, b]")]
    [InlineData("retry.factor = 0.5", "retry.factor: expected 1..100, got 0.5")]
    [InlineData("retry.factor = NaN", "retry.factor: expected 1..100, got NaN")]
    [InlineData("retry.factor = Infinity", "retry.factor: expected 1..100, got Infinity")]
    [InlineData("retry.jitter = 5", "retry.jitter: expected a share 0..1 or a time 0s..365d, got 5; hint: as a time it needs its unit, as in 5s")]
    [InlineData("retry.jitter = -0.1", "retry.jitter: expected a share 0..1 or a time 0s..365d, got -0.1")]
    [InlineData("retry.jitter = -1s", "retry.jitter: expected a share 0..1 or a time 0s..365d, got -1s")]
    public void What_a_queue_may_not_say_is_refused_with_its_path_and_its_bounds(string line, string problem) =>
        Assert.Equal([$"jobs.queues.email.{problem}"], ProblemsOf($"jobs.queues.email.{line}"));

    [Theory]
    [InlineData("Host=db;Password=half;s3cret=1")]
    [InlineData("Port=s3cret;Host=db")]
    [InlineData("Database=jobs;Password=s3cret")]
    [InlineData("postgres://jobs:s3cret@db/jobs")]
    public void A_connection_string_that_can_not_be_read_is_not_repeated(string connection)
    {
        var problem = Assert.Single(ProblemsOf($$"""
            jobs.queues.email.concurrency = 1
            jobs.storage.kind = postgres
            jobs.storage.connection = "{{connection}}"
            """));

        Assert.StartsWith("jobs.storage.connection: expected a connection string for PostgreSQL, as in \"Host=localhost;", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("drain-timeout = 61m", "drain-timeout: expected 0s..1h, got 61m")]
    [InlineData("journal.keep = 366d", "journal.keep: expected 0s..365d, got 366d")]
    [InlineData("journal.keap = 1d", "journal.keap: unknown key; hint: did you mean keep?")]
    [InlineData("crash-limit = 0", "crash-limit: expected 1..100, got 0")]
    [InlineData("crash-limit = 101", "crash-limit: expected 1..100, got 101")]
    [InlineData("data = \"\"", "data: expected the path of a folder, got nothing")]
    [InlineData("storage.kind = sqlit", "storage.kind: expected sqlite, postgres or memory, got sqlit; hint: did you mean sqlite?")]
    [InlineData("storage.kind = postgres", "storage.connection: expected beside kind = postgres, got nothing; hint: write it here, or set JOBS_CONNECTION, which keeps its password out of files")]
    [InlineData("storage.connection = \"Host=db\"", "storage.connection: has an effect with kind = postgres only, and kind is sqlite")]
    [InlineData("host.sample-handlers = yes", "host.sample-handlers: expected on or off, got yes")]
    [InlineData("host.payload-max = 1023B", "host.payload-max: expected 1KiB..8MiB, got 1023B")]
    [InlineData("host.payload-max = 9MiB", "host.payload-max: expected 1KiB..8MiB, got 9MiB")]
    [InlineData("host.payload-max = 256", "host.payload-max: expected 1KiB..8MiB, got 256; hint: write the unit, as in 256KiB")]
    [InlineData("host.allowed-hosts = [\"http://a\"]", "host.allowed-hosts[0]: expected a host name without scheme or port, got http://a")]
    [InlineData("types.send.timeout = 25h", "types.send.timeout: expected 100ms..24h, got 25h")]
    [InlineData("types.send.max-attempts = 0", "types.send.max-attempts: expected 1..100, got 0")]
    [InlineData("types.send.retry-for = 1ms", "types.send.retry-for: expected 1s..365d or off, got 1ms")]
    [InlineData("types.send.retry.delay = 10m", "types.send.retry.delay: expected at most max-delay (5m), got 10m; hint: set max-delay = 10m beside it")]
    [InlineData("types.send.concurrency = 0", "types.send.concurrency: expected 1..10000, got 0")]
    [InlineData("types.send.rate-limit.window = 1ms", "types.send.rate-limit.window: expected 100ms..24h, got 1ms")]
    [InlineData("types.send.concurrancy = 1", "types.send.concurrancy: unknown key; hint: did you mean concurrency?")]
    [InlineData("types.send = 1", "types.send: expected a section { }, got 1")]
    [InlineData("queues.Email.concurrency = 1", "queues.Email: expected a queue's name: 1..64 of a-z 0-9 _ -, the first a letter or digit, got \"Email\"")]
    [InlineData("queues.\"a b\".concurrency = 1", "queues.\"a b\": expected a queue's name: 1..64 of a-z 0-9 _ -, the first a letter or digit, got \"a b\"")]
    public void What_the_system_may_not_be_told_is_refused_with_its_path_and_its_bounds(string line, string problem) =>
        Assert.Equal([$"jobs.{problem}"], ProblemsOf($"jobs.queues.email.concurrency = 1\njobs.{line}"));

    [Theory]
    [InlineData("defaults.partitions = 2")]
    [InlineData("queues.email.id-memory = 24h")]
    public void A_key_without_effect_yet_is_refused(string line)
    {
        var key = line[..line.IndexOf(" =", StringComparison.Ordinal)];
        Assert.Equal([$"jobs.{key}: not available yet; hint: leave it out"], ProblemsOf($"jobs.queues.email.concurrency = 1\njobs.{line}"));
    }

    [Theory]
    [InlineData("job.queues.email.concurrency = 1", "job.queues.email.concurrency: unknown key; hint: did you mean jobs?")]
    [InlineData("jobs.queus.email.timeout = 1s", "jobs.queus.email.timeout: unknown key; hint: did you mean queues?")]
    [InlineData("jobs.queues.email.maxAttempts = 1", "jobs.queues.email.maxAttempts: unknown key; hint: did you mean max-attempts?")]
    [InlineData("jobs.queues.email.concurency = 1", "jobs.queues.email.concurency: unknown key; hint: did you mean concurrency?")]
    [InlineData("jobs.queues.email.retry.dealy = 1s", "jobs.queues.email.retry.dealy: unknown key; hint: did you mean delay?")]
    [InlineData("jobs.storage.colour = red", "jobs.storage.colour: unknown key; hint: known here: kind, connection")]
    public void An_unknown_key_is_refused_with_what_was_likely_meant(string line, string problem) =>
        Assert.Equal([problem], ProblemsOf($"jobs.queues.other.concurrency = 1\n{line}"));

    [Fact]
    public void A_configuration_without_a_queue_is_refused() =>
        Assert.Equal(["jobs.queues: expected 1..10000 queues, got 0; hint: a queue is there once it is named, as in jobs.queues.email { }"], ProblemsOf(""));

    [Fact]
    public void What_the_defaults_say_wrong_is_said_once_and_not_again_for_each_queue() =>
        Assert.Equal(
            ["jobs.defaults.retry.delay: expected at most max-delay (5m), got 1h; hint: set max-delay = 1h beside it"],
            ProblemsOf("""
                jobs.defaults.retry.delay = 1h
                jobs.queues.email.concurrency = 1
                jobs.queues.pdf.concurrency = 1
                """));

    [Fact]
    public void All_problems_come_together() =>
        Assert.Equal(
            [
                "jobs.crash-limit: expected 1..100, got 0",
                "jobs.queues.email.concurrency: expected 1..10000, got 0",
                "jobs.queues.email.retry.factor: expected 1..100, got 0",
                "jobs.colour: unknown key; hint: known here: data, storage, drain-timeout, crash-limit, payload-memory, journal, alerts, defaults, types, pools, queues, host",
            ],
            ProblemsOf("""
                jobs.crash-limit = 0
                jobs.colour = red
                jobs.queues.email.concurrency = 0
                jobs.queues.email.retry.factor = 0
                """));

    [Fact]
    public void A_queue_that_blocks_has_only_so_many_workers_wherever_their_number_is_from() =>
        Assert.Equal(
            ["jobs.queues.email.concurrency: expected 1..1000 with blocking = on, got 1001; hint: each of its workers has a thread"],
            ProblemsOf("""
                jobs.defaults.concurrency = 1001
                jobs.queues.email.blocking = on
                jobs.queues.pdf.default-type = pdf
                """));

    [Theory]
    [InlineData("workers.min = 3\njobs.queues.email.workers.max = 2", "workers.min: expected at most max (2), got 3")]
    [InlineData("workers.max = 9\njobs.queues.email.concurrency = 9", "concurrency: expected nothing beside workers, which says how many jobs run; hint: leave one of them out")]
    [InlineData("workers.max = 9\njobs.queues.email.external-workers = on", "workers: has no effect with external-workers = on; hint: leave one of them out")]
    [InlineData("workers.max = 1001\njobs.queues.email.blocking = on", "concurrency: expected 1..1000 with blocking = on, got 1001; hint: each of its workers has a thread")]
    public void What_does_not_go_with_scaled_workers_is_refused(string lines, string problem) =>
        Assert.Equal([$"jobs.queues.email.{problem}"], ProblemsOf($"jobs.queues.email.{lines}"));

    [Fact]
    public void A_text_that_cannot_be_read_is_named()
    {
        var refused = Assert.Throws<JobsSettingsException>(() => JobsSettingsReader.Read("jobs.data = ${nowhere}", "my.conf"));
        Assert.Equal("my.conf", Assert.Single(refused.Problems).Path);
    }

    private static IEnumerable<string> ProblemsOf(string hocon) =>
        Assert.Throws<JobsSettingsException>(() => JobsSettingsReader.Read(hocon)).Problems.Select(problem => problem.ToString());
}
