using Akka.Actor;
using Akka.Configuration;
using Akka.Hosting;
using Jobs.Hosting;
using Jobs.Messages;
using Jobs.Queues;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Jobs.Actors.Tests.Hosting;

public sealed class WithJobsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_call_of_the_client_that_comes_before_the_start_waits_for_it()
    {
        using var host = HostOf(jobs => jobs.Queue("email").Handle<string>("print", (_, _, _) => Task.CompletedTask));
        var client = host.Services.GetRequiredService<IJobClient>();

        var early = client.EnqueueAsync("email", "hello");
        Assert.False(early.IsCompleted);
        await host.StartAsync();

        var enqueued = await early.WaitAsync(Patience);
        Assert.Equal(JobStatus.Completed, (await client.WaitAsync(enqueued.Id).WaitAsync(Patience)).Status);
        await host.StopAsync();
    }

    [Fact]
    public async Task A_handler_gets_its_services_from_the_container_in_a_scope_per_attempt()
    {
        var seen = new List<Scoped>();
        using var host = HostOf(
            jobs => jobs
                .Queue("email", queue => queue.Retry(new RetryPolicy { Kind = RetryKind.Fixed, Delay = TimeSpan.FromMilliseconds(1) }))
                .Handle<string, FailsOnce>("print"),
            services => services.AddScoped<Scoped>().AddSingleton(seen));
        await host.StartAsync();
        var client = host.Services.GetRequiredService<IJobClient>();

        var enqueued = await client.EnqueueAsync("email", "hello").WaitAsync(Patience);

        Assert.Equal(2, (await client.WaitAsync(enqueued.Id).WaitAsync(Patience)).Attempts);
        Assert.Equal(2, seen.Distinct().Count());
        await host.StopAsync();
    }

    [Fact]
    public async Task Actors_started_after_Jobs_find_its_queues()
    {
        IActorRef? found = null;
        using var host = HostOf(jobs => jobs.Queue("email"), configure: akka => akka.WithActors((_, registry) => found = registry.Get<JobQueues>()));
        await host.StartAsync();

        var queue = await found!.Ask<QueueFound>(new GetQueue("email"), Patience);

        Assert.Equal("email", queue.Queue.Name);
        await host.StopAsync();
    }

    [Fact]
    public async Task Wrong_settings_stop_the_start_with_every_problem()
    {
        using var host = HostOf(jobs => jobs.Queue("email", queue => queue.Concurrency(0)).Queue("E").DrainTimeout(TimeSpan.FromDays(1)));

        var refused = await Assert.ThrowsAsync<JobsSettingsException>(() => host.StartAsync());

        Assert.Equal(["jobs.drain-timeout", "jobs.queues.email.concurrency", "jobs.queues.E"], refused.Problems.Select(problem => problem.Path));
    }

    [Fact]
    public async Task What_Jobs_needs_lies_beneath_what_the_program_says()
    {
        using var host = HostOf(
            jobs => jobs.Queue("email").DrainTimeout(TimeSpan.FromMinutes(2)),
            configure: akka => akka.AddHocon("akka.persistence.journal.sql.buffer-size = 77", HoconAddMode.Prepend));
        await host.StartAsync();
        var config = host.Services.GetRequiredService<ActorSystem>().Settings.Config;

        Assert.Equal(TimeSpan.FromSeconds(130), config.GetTimeSpan("akka.coordinated-shutdown.phases.service-requests-done.timeout"));
        Assert.Equal("fail", config.GetString("akka.persistence.journal.sql.replay-filter.mode"));
        Assert.Equal(77, config.GetInt("akka.persistence.journal.sql.buffer-size"));
        await host.StopAsync();
    }

    private static IHost HostOf(Action<JobsBuilder> jobs, Action<IServiceCollection>? services = null, Action<AkkaConfigurationBuilder>? configure = null)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        services?.Invoke(builder.Services);
        builder.Services.AddJobClient();
        builder.Services.AddAkka("test", (akka, _) =>
        {
            akka.AddHocon(
                ConfigurationFactory.ParseString("""
                    akka.persistence.journal.plugin = "akka.persistence.journal.inmem"
                    akka.persistence.snapshot-store.plugin = "akka.persistence.snapshot-store.inmem"
                    """),
                HoconAddMode.Prepend);
            akka.WithJobs(jobs);
            configure?.Invoke(akka);
        });
        return builder.Build();
    }

    private sealed class Scoped;

    private sealed class FailsOnce(Scoped scoped, List<Scoped> seen) : IJobHandler<string>
    {
        public Task HandleAsync(string job, JobContext context, CancellationToken cancel)
        {
            seen.Add(scoped);
            return context.Attempt == 1 ? throw new InvalidOperationException("The first time it fails.") : Task.CompletedTask;
        }
    }
}
