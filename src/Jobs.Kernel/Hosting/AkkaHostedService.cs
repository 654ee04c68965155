using Akka.Actor;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Akka.Hosting;

/// <summary>Starts the system with the host and ends it through its coordinated shutdown. When the system ends by itself, so does the host.</summary>
internal sealed class AkkaHostedService(IServiceProvider services, AkkaConfigurationBuilder configuration, IHostApplicationLifetime lifetime) : IHostedService
{
    private CoordinatedShutdown? _shutdown;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var system = services.GetRequiredService<ActorSystem>();
        _shutdown = CoordinatedShutdown.Get(system);
        try
        {
            await configuration.StartAsync(system).ConfigureAwait(false);
        }
        catch
        {
            // A host that could not start does not stop its services.
            await StopAsync(cancellationToken).ConfigureAwait(false);
            throw;
        }

        _ = EndWithSystem(system);
    }

    public Task StopAsync(CancellationToken cancellationToken)
        => _shutdown is null ? Task.CompletedTask : _shutdown.Run(CoordinatedShutdown.ClrExitReason.Instance);

    private async Task EndWithSystem(ActorSystem system)
    {
        await system.WhenTerminated.ConfigureAwait(false);
        lifetime.StopApplication();
    }
}
