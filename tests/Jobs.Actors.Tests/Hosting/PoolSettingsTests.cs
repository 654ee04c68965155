using Jobs.Hosting;

namespace Jobs.Actors.Tests.Hosting;

public sealed class PoolSettingsTests
{
    private const string Queues = "jobs.queues.critical { }\njobs.queues.low { }\n";

    [Fact]
    public void A_pool_has_its_queues_in_the_order_in_which_they_are_written()
    {
        var pool = JobsSettingsReader.Read(Queues + "jobs.pools.mail {\nconcurrency = 10\nqueues = [critical, low]\norder = weighted\nweights = [5, 1]\n}").Settings.Pools["mail"];

        Assert.Equal((10, PoolOrder.Weighted), (pool.Concurrency, pool.Order));
        Assert.Equal(["critical", "low"], pool.Queues);
        Assert.Equal([5, 1], pool.Weights);
    }

    [Theory]
    [InlineData("queues = [critcal]", "jobs.pools.mail.queues: there is no queue critcal; hint: did you mean critical?")]
    [InlineData("queues = [reports]", "jobs.pools.mail.queues: there is no queue reports; hint: name it under jobs.queues, as in jobs.queues.reports { }")]
    [InlineData("queues = [low, low]", "jobs.pools.mail.queues: low is in the pool mail already; hint: a queue is in one pool at most")]
    [InlineData("queues = []", "jobs.pools.mail: expected queues or types; hint: as in queues = [critical, default, low]")]
    [InlineData("types = [pdf, pdf]", "jobs.pools.mail.types: pdf is in the pool mail already; hint: a type is in one pool at most")]
    [InlineData("queues = [low]\nconcurrency = 0", "jobs.pools.mail.concurrency: expected 1..10000, got 0")]
    [InlineData("queues = [low]\norder = random", "jobs.pools.mail.order: expected strict or weighted, got random")]
    [InlineData("queues = [low]\nweights = [1]", "jobs.pools.mail.weights: have an effect with order = weighted only, and order is strict")]
    [InlineData("queues = [low]\norder = weighted\nweights = [1, 2]", "jobs.pools.mail.weights: expected one for each of the 1 queues, got 2")]
    [InlineData("queues = [low]\norder = weighted\nweights = [0]", "jobs.pools.mail.weights[0]: expected 1..1000, got 0")]
    public void What_a_pool_may_not_say_is_refused_with_its_path(string lines, string problem) =>
        Assert.Equal([problem], ProblemsOf($"{Queues}jobs.pools.mail {{\n{lines}\n}}"));

    [Fact]
    public void A_queue_that_says_no_concurrency_may_use_its_whole_pool_and_one_that_does_only_that()
    {
        var read = JobsSettingsReader.Read(Queues + "jobs.queues.low.concurrency = 2\njobs.pools.mail {\nconcurrency = 20\nqueues = [critical, low]\n}").Settings.Queues;
        var built = new JobsBuilder().Queue("critical").Queue("low", queue => queue.Concurrency(2)).Pool("mail", pool => pool.Concurrency(20).Strict("critical", "low")).Build().Queues;

        Assert.Equal((20, 2), (read["critical"].Concurrency, read["low"].Concurrency));
        Assert.Equal((20, 2), (built["critical"].Concurrency, built["low"].Concurrency));
    }

    [Fact]
    public void A_queue_with_external_workers_is_in_no_pool() => Assert.Equal(
        ["jobs.pools.mail.queues: low has external workers, so this host runs none of its jobs; hint: leave low out of the pool"],
        ProblemsOf(Queues + "jobs.queues.low.external-workers = on\njobs.pools.mail.queues = [low]"));

    [Fact]
    public void A_queue_is_in_one_pool_at_most() => Assert.Equal(
        ["jobs.pools.b.queues: low is in the pool a already; hint: a queue is in one pool at most"],
        ProblemsOf(Queues + "jobs.pools.a.queues = [low]\njobs.pools.b.queues = [low]"));

    [Fact]
    public void A_pool_made_in_code_is_held_to_the_same()
    {
        var settings = JobsSettingsReader.Read(Queues).Settings with { Pools = new Dictionary<string, PoolSettings> { ["Mail"] = new() { Queues = ["low"], Order = (PoolOrder)9 } } };

        Assert.Equal(
            ["jobs.pools.Mail: expected a pool's name: 1..64 of a-z 0-9 _ -, the first a letter or digit, got \"Mail\"", "jobs.pools.Mail.order: expected strict or weighted, got 9"],
            JobsSettingsRules.Check(settings).Select(problem => problem.ToString()));
    }

    private static IEnumerable<string> ProblemsOf(string hocon) =>
        Assert.Throws<JobsSettingsException>(() => JobsSettingsReader.Read(hocon)).Problems.Select(problem => problem.ToString());
}
