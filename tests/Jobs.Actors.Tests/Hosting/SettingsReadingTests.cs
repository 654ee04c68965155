using Jobs.Hosting;

namespace Jobs.Actors.Tests.Hosting;

public sealed class SettingsReadingTests
{
    [Fact]
    public void A_queue_that_says_nothing_is_as_the_defaults_say()
    {
        var settings = JobsSettingsReader.Read("""
            jobs {
              defaults {
                concurrency = 7
                retry.jitter = 1s
              }
              queues {
                email {
                }
              }
            }
            """).Settings;

        Assert.Equal(
            new QueueSettings { Concurrency = 7, Retry = new RetryPolicy { Jitter = 0, JitterTime = TimeSpan.FromSeconds(1) } },
            settings.Queues["email"]);
    }

    [Theory]
    [InlineData("", QueueSettings.ConcurrencyMax)]
    [InlineData("concurrency = 4", 4)]
    public void A_queue_with_external_workers_takes_as_many_as_there_are_unless_it_says_otherwise(string line, int concurrency)
    {
        var queue = JobsSettingsReader.Read($$"""
            jobs {
              defaults.concurrency = 7
              queues.partners {
                external-workers = on
                {{line}}
              }
            }
            """).Settings.Queues["partners"];

        Assert.Equal((true, concurrency), (queue.ExternalWorkers, queue.Concurrency));
    }

    [Fact]
    public void A_queue_that_says_everything_is_as_it_says()
    {
        var queue = JobsSettingsReader.Read("""
            jobs.queues.email {
              concurrency = 12
              max-attempts = 100
              timeout = 1.5h
              finished-kept = 0
              default-type = send-email
              retry {
                kind = list
                delays = [10s, 1 minute, 500ms]
                jitter = 0
                max-delay = 10m
              }
            }
            """).Settings.Queues["email"];

        Assert.Equal(12, queue.Concurrency);
        Assert.Equal(100, queue.MaxAttempts);
        Assert.Equal(TimeSpan.FromMinutes(90), queue.Timeout);
        Assert.Equal(0, queue.FinishedKept);
        Assert.Equal("send-email", queue.DefaultType);
        Assert.Equal(RetryKind.List, queue.Retry.Kind);
        Assert.Equal([TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMilliseconds(500)], queue.Retry.Delays);
        Assert.Equal(0, queue.Retry.Jitter);
        Assert.Equal(TimeSpan.FromMinutes(10), queue.Retry.MaxDelay);
    }

    [Fact]
    public void What_is_kept_of_finished_jobs_is_read_and_a_queue_can_differ_from_the_defaults_in_part()
    {
        var settings = JobsSettingsReader.Read("""
            jobs {
              journal.keep = 90m
              defaults {
                history = failed
                retention.completed = 2h
                retention.count = none
              }
              queues {
                email.retention.dead = off
                pdf {
                  history = none
                  retention.count = 5
                }
              }
            }
            """).Settings;

        Assert.Equal(TimeSpan.FromMinutes(90), settings.JournalKeep);
        Assert.Equal((HistoryKept.Failed, HistoryKept.None), (settings.Queues["email"].History, settings.Queues["pdf"].History));
        Assert.Equal(new Retention { Completed = TimeSpan.FromHours(2), Dead = Retention.Off, Count = null }, settings.Queues["email"].Retention);
        Assert.Equal(new Retention { Completed = TimeSpan.FromHours(2), Count = 5 }, settings.Queues["pdf"].Retention);
    }

    [Fact]
    public void Limits_are_read_and_a_queue_can_do_without_those_of_the_defaults()
    {
        var queues = JobsSettingsReader.Read("""
            jobs {
              defaults {
                rate-limit.max = 100
                type-limits.heavy.concurrency = 1
              }
              queues {
                email {
                  fifo-per-key = on
                  partition-limit {
                    concurrency = 2
                    rate-limit.max = 5
                    rate-limit.window = 1s
                  }
                  type-limits."send.email" {
                    rate-limit.max = 7
                  }
                }
                free.rate-limit.max = none
                free.type-limits.heavy.concurrency = none
              }
            }
            """).Settings.Queues;

        var minute = TimeSpan.FromMinutes(1);
        var email = queues["email"];
        Assert.Equal((new RateLimit(100, minute), true), (email.RateLimit, email.FifoPerKey));
        Assert.Equal(new JobLimit(2, new RateLimit(5, TimeSpan.FromSeconds(1))), email.PartitionLimit);
        Assert.Equal([("heavy", new JobLimit(1)), ("send.email", new JobLimit(null, new RateLimit(7, minute)))], email.TypeLimits.Select(limit => (limit.Key, limit.Value)).OrderBy(limit => limit.Key));
        Assert.Equal((null, null, false), (queues["free"].RateLimit, queues["free"].PartitionLimit, queues["free"].FifoPerKey));
        Assert.Empty(queues["free"].TypeLimits);
    }

    [Fact]
    public void A_queues_share_replaces_the_defaults_jitter_time()
    {
        var queue = JobsSettingsReader.Read("""
            jobs.defaults.retry.jitter = 1s
            jobs.queues.email.retry.jitter = 0.5
            """).Settings.Queues["email"];

        Assert.Equal((0.5, null), (queue.Retry.Jitter, queue.Retry.JitterTime));
    }

    [Fact]
    public void What_is_written_of_a_type_is_read_and_the_rest_is_left_to_its_queue()
    {
        var types = JobsSettingsReader.Read("""
            jobs.defaults.retry.factor = 3
            jobs.queues.email.concurrency = 1
            jobs.types {
              send-email {
                timeout = 2m
                retry.delay = 7s
              }
              report {
                max-attempts = 1
                retry-for = off
              }
            }
            """).Settings.Types;

        Assert.Equal(new TypeSettings { Timeout = TimeSpan.FromMinutes(2), Retry = new RetryPolicy { Factor = 3, Delay = TimeSpan.FromSeconds(7) } }, types["send-email"]);
        Assert.Equal(new TypeSettings { MaxAttempts = 1, RetryFor = QueueSettings.NoRetryFor }, types["report"]);
    }

    [Fact]
    public void Workers_stand_instead_of_a_concurrency_also_of_that_of_the_defaults()
    {
        var queues = JobsSettingsReader.Read("""
            jobs.defaults.concurrency = 7
            jobs.queues.email.workers.max = 20
            jobs.queues.pdf.workers.min = 2
            jobs.queues.pdf.workers.max = 2
            """).Settings.Queues;

        Assert.Equal((new WorkerRange(1, 20), 20), (queues["email"].Workers, queues["email"].Concurrency));
        Assert.Equal((new WorkerRange(2, 2), 2), (queues["pdf"].Workers, queues["pdf"].Concurrency));
    }

    [Fact]
    public void What_a_type_may_use_holds_in_each_queue_that_does_not_say_otherwise()
    {
        var settings = JobsSettingsReader.Read("""
            jobs.types.call.concurrency = 2
            jobs.types.call.rate-limit.max = 10
            jobs.types.report.timeout = 2m
            jobs.queues.email.type-limits.call.concurrency = 9
            jobs.queues.pdf.concurrency = 1
            """).Settings;

        Assert.Equal(new JobLimit(9), Assert.Single(TypeSettings.Limits(settings.Types, settings.Queues["email"])).Value);
        Assert.Equal(new JobLimit(2, new RateLimit(10, TimeSpan.FromMinutes(1))), Assert.Single(TypeSettings.Limits(settings.Types, settings.Queues["pdf"])).Value);
    }

    [Fact]
    public void Permanent_exceptions_and_the_limit_in_time_are_the_queues_or_the_defaults()
    {
        var queues = JobsSettingsReader.Read("""
            jobs.defaults.retry-for = 1d
            jobs.defaults.permanent-exceptions = [System.FormatException, System.ArgumentException]
            jobs.queues.email.concurrency = 1
            jobs.queues.pdf.retry-for = off
            jobs.queues.pdf.permanent-exceptions = []
            """).Settings.Queues;

        Assert.Equal(TimeSpan.FromDays(1), queues["email"].RetryFor);
        Assert.Equal(["System.FormatException", "System.ArgumentException"], queues["email"].PermanentExceptions);
        Assert.Equal(QueueSettings.NoRetryFor, queues["pdf"].RetryFor);
        Assert.Empty(queues["pdf"].PermanentExceptions);
    }

    [Fact]
    public void Storage_shutdown_and_host_have_their_own_keys()
    {
        var configuration = JobsSettingsReader.Read("""
            jobs {
              data = "/var/lib/jobs"
              storage.kind = memory
              drain-timeout = 0s
              crash-limit = 1
              queues.email.concurrency = 1
              host {
                sample-handlers = off
                fault-handlers = on
                http.allow-private = on
                payload-max = 8 MiB
                allowed-hosts = [jobs.example.org, "10.0.0.7"]
              }
            }
            """);

        Assert.Equal("/var/lib/jobs", configuration.DataFolder);
        Assert.Equal(StorageKind.Memory, configuration.Storage);
        Assert.Equal(TimeSpan.Zero, configuration.Settings.DrainTimeout);
        Assert.Equal(1, configuration.Settings.CrashLimit);
        Assert.Equal(8 * 1024 * 1024, configuration.Settings.PayloadBytesMax);
        Assert.False(configuration.Host.SampleHandlers);
        Assert.True(configuration.Host.FaultHandlers);
        Assert.True(configuration.Host.AllowPrivateHttp);
        Assert.Equal(["jobs.example.org", "10.0.0.7"], configuration.Host.AllowedHosts);
    }

    [Fact]
    public void The_password_of_a_connection_is_given_to_the_driver_and_shown_to_nobody()
    {
        var configuration = JobsSettingsReader.Read("""
            jobs.queues.email.concurrency = 1
            jobs.storage.kind = postgres
            jobs.storage.connection = "Host=db.example.org;Database=jobs;Username=app;Password='s3;cret'"
            """);

        Assert.Equal(StorageKind.Postgres, configuration.Storage);
        Assert.Equal("Host=db.example.org;Database=jobs;Username=app;Password='s3;cret'", configuration.Connection!.ConnectionString);
        Assert.Equal("jobs on db.example.org:5432", configuration.Connection.ToString());
        Assert.Equal("\"Host=db.example.org;Database=jobs;Username=app;Password=***\"", configuration.InEffect.Single(setting => setting.Path == "jobs.storage.connection").Value);
        Assert.DoesNotContain("s3", configuration.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_texts_the_first_that_speaks_wins()
    {
        var configuration = JobsSettingsReader.Read(
        [
            new SettingsSource("above.conf", "jobs.queues.email.concurrency = 9"),
            new SettingsSource("beneath.conf", """
                jobs.queues.email.concurrency = 2
                jobs.queues.email.max-attempts = 4
                """),
        ]);

        Assert.Equal((9, 4), (configuration.Settings.Queues["email"].Concurrency, configuration.Settings.Queues["email"].MaxAttempts));
    }

    [Fact]
    public void Every_setting_in_effect_names_where_it_is_from()
    {
        var inEffect = JobsSettingsReader.Read("""
            jobs.defaults.timeout = 10s
            jobs.queues.email.concurrency = 9
            """, "my.conf").InEffect;

        Assert.Contains(new SettingInEffect("jobs.queues.email.concurrency", "9", "my.conf"), inEffect);
        Assert.Contains(new SettingInEffect("jobs.defaults.timeout", "10s", "my.conf"), inEffect);
        Assert.Contains(new SettingInEffect("jobs.queues.email.timeout", "10s", SettingInEffect.JobsDefaults), inEffect);
        Assert.Contains(new SettingInEffect("jobs.crash-limit", "3", SettingInEffect.Default), inEffect);
    }
}
