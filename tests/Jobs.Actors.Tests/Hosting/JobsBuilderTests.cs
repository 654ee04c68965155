using Jobs.Hosting;

namespace Jobs.Actors.Tests.Hosting;

public sealed class JobsBuilderTests
{
    [Fact]
    public void A_queue_is_as_the_code_says_and_otherwise_as_the_defaults_say()
    {
        var retry = new RetryPolicy { Kind = RetryKind.Fixed };
        var builder = new JobsBuilder()
            .Queue("email", queue => queue.Concurrency(7).DefaultType("send-email").FinishedKept(3))
            .Queue("pdf")
            .Defaults(queue => queue.MaxAttempts(9).Timeout(TimeSpan.FromSeconds(5)).Retry(retry));

        var queues = builder.Build().Queues;

        Assert.Equal(
            new QueueSettings { Concurrency = 7, DefaultType = "send-email", FinishedKept = 3, MaxAttempts = 9, Timeout = TimeSpan.FromSeconds(5), Retry = retry },
            queues["email"]);
        Assert.Equal(new QueueSettings { MaxAttempts = 9, Timeout = TimeSpan.FromSeconds(5), Retry = retry }, queues["pdf"]);
    }

    [Fact]
    public void A_queue_says_what_it_keeps_of_finished_jobs_and_how_long()
    {
        var retention = new Retention { Completed = TimeSpan.FromHours(2), Dead = Retention.Off, Count = null };

        var queue = new JobsBuilder().Queue("email", queue => queue.History(HistoryKept.Failed).Retention(retention)).Build().Queues["email"];

        Assert.Equal((HistoryKept.Failed, retention), (queue.History, queue.Retention));
    }

    [Fact]
    public void With_external_workers_their_number_is_the_limit_unless_the_queue_says_one()
    {
        var queues = new JobsBuilder()
            .Defaults(queue => queue.Concurrency(3))
            .Queue("open", queue => queue.ExternalWorkers())
            .Queue("few", queue => queue.Concurrency(4).ExternalWorkers())
            .Build().Queues;

        Assert.Equal((QueueSettings.ConcurrencyMax, 4), (queues["open"].Concurrency, queues["few"].Concurrency));
        Assert.Equal(QueueSettings.ConcurrencyMax, new QueueSettings { ExternalWorkers = true }.Concurrency);
    }

    [Fact]
    public void A_queue_named_again_is_configured_further()
    {
        var queue = new JobsBuilder().Queue("email", queue => queue.Concurrency(7)).Queue("email", queue => queue.MaxAttempts(2)).Build().Queues["email"];

        Assert.Equal((7, 2), (queue.Concurrency, queue.MaxAttempts));
    }

    [Fact]
    public void What_is_not_said_has_the_defaults_of_the_settings()
    {
        var built = new JobsBuilder().Queue("email").Build();
        var silent = new JobsSettings { Queues = built.Queues, Pools = built.Pools };

        Assert.Equal(silent, built);
        Assert.Equal(new QueueSettings(), built.Queues["email"]);
    }

    [Fact]
    public void The_system_has_settings_of_its_own()
    {
        var built = new JobsBuilder().Queue("email").DrainTimeout(TimeSpan.FromSeconds(1)).CrashLimit(5).JournalKeep(TimeSpan.Zero).PayloadBytesMax(2048).Build();

        Assert.Equal((TimeSpan.FromSeconds(1), 5, TimeSpan.Zero, 2048), (built.DrainTimeout, built.CrashLimit, built.JournalKeep, built.PayloadBytesMax));
    }

    [Fact]
    public void Without_a_word_there_is_no_index()
    {
        Assert.Null(new JobsBuilder().Queue("email").Build().Index);
        Assert.Equal(IndexSettings.Sqlite("index.db"), new JobsBuilder().Queue("email").Index(IndexSettings.Sqlite("index.db")).Build().Index);
    }

    [Fact]
    public void An_index_without_a_file_is_a_problem() =>
        Assert.Equal("Index: expected the path of a file, got nothing", Assert.Single(JobsSettingsRules.Check(new JobsBuilder().Queue("email").Index(IndexSettings.Sqlite(" ")).Build())).ToString());

    [Fact]
    public void Of_workers_and_concurrency_what_is_said_last_counts()
    {
        var queues = new JobsBuilder()
            .Defaults(queue => queue.Concurrency(3))
            .Queue("scaled", queue => queue.Workers(2, 9))
            .Queue("fixed", queue => queue.Workers(2, 9).Concurrency(4))
            .Build().Queues;

        Assert.Equal((new WorkerRange(2, 9), 9), (queues["scaled"].Workers, queues["scaled"].Concurrency));
        Assert.Equal((null, 4), (queues["fixed"].Workers, queues["fixed"].Concurrency));
    }

    [Fact]
    public void A_type_named_again_is_said_further()
    {
        var types = new JobsBuilder().Type("send", type => type.MaxAttempts(2)).Type("send", type => type.RetryFor(TimeSpan.FromHours(1))).Build().Types;

        Assert.Equal(new TypeSettings { MaxAttempts = 2, RetryFor = TimeSpan.FromHours(1) }, types["send"]);
    }

    [Fact]
    public void Permanent_exceptions_are_known_by_their_full_names()
    {
        var queue = new JobsBuilder().Queue("email", queue => queue.Permanent<ArgumentException>().Permanent<FormatException>()).Build().Queues["email"];

        Assert.Equal(["System.ArgumentException", "System.FormatException"], queue.PermanentExceptions);
    }

    [Fact]
    public void A_handler_is_known_by_its_type_and_its_aliases()
    {
        var handlers = new JobsBuilder().Handle<string>("print", (_, _, _) => Task.CompletedTask, "print-line").Handlers;

        Assert.True(handlers.Knows("print"));
        Assert.True(handlers.Knows("print-line"));
    }
}
