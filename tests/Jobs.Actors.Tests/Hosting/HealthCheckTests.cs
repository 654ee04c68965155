using Akka.Actor;
using Akka.Hosting;
using Jobs.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Jobs.Actors.Tests.Hosting;

public sealed class HealthCheckTests
{
    [Fact]
    public async Task A_host_is_ready_when_its_queues_are_and_alive_until_its_actor_system_ends()
    {
        using var host = Host();
        Assert.Equal((HealthStatus.Healthy, HealthStatus.Unhealthy), (await CheckAsync(host, JobsHealthChecks.LiveTag), await CheckAsync(host, JobsHealthChecks.ReadyTag)));

        await host.StartAsync();
        await ReadyAsync(host);
        Assert.Equal(HealthStatus.Healthy, await CheckAsync(host, JobsHealthChecks.LiveTag));

        await host.Services.GetRequiredService<ActorSystem>().Terminate();
        Assert.Equal((HealthStatus.Unhealthy, HealthStatus.Unhealthy), (await CheckAsync(host, JobsHealthChecks.LiveTag), await CheckAsync(host, JobsHealthChecks.ReadyTag)));
        await host.StopAsync();
    }

    private static IHost Host()
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddHealthChecks().AddJobs();
        builder.Services.AddAkka("healthy", (akka, _) => akka.WithJobs(jobs => jobs.Queue("email", queue => queue.ExternalWorkers())));
        return builder.Build();
    }

    private static async Task ReadyAsync(IHost host)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await CheckAsync(host, JobsHealthChecks.ReadyTag) != HealthStatus.Healthy)
            patience.Token.ThrowIfCancellationRequested();
    }

    private static async Task<HealthStatus> CheckAsync(IHost host, string tag) =>
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Tags.Contains(tag))).Status;
}
