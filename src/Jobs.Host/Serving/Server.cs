using System.Net;
using System.Net.Sockets;
using Jobs.Host.Commands;

namespace Jobs.Host.Serving;

/// <summary>One run of the host: data folder, host, block, until somebody asks it to stop.</summary>
internal static class Server
{
    /// <param name="started">Told when it serves, with the addresses; what it gives back is awaited after the stop was asked for.</param>
    public static async Task<int> RunAsync(HostConfiguration configuration, Func<RunningHost, CancellationToken, Task> started, ILoggerProvider? steps = null)
    {
        using var signals = new StopSignals();
        await using var storage = await HostStorage.OpenAsync(configuration);
        if (storage.Index is { } index)
            configuration = configuration.With(index);
        foreach (var url in configuration.Urls)
            ThrowIfTaken(url);
        await using var app = JobsHost.Build(configuration, storage.Journal, TimeProvider.System, steps, storage.Lock);
        try
        {
            await app.StartAsync(CancellationToken.None);
        }
        catch (IOException fault) when (fault.GetBaseException() is SocketException)
        {
            throw Taken(configuration.Urls[0]);
        }

        var work = started(new RunningHost(app.Services, [.. app.Urls]), signals.Asked);
        await UntilStopIsAskedAsync(signals.Asked, app.Lifetime.ApplicationStopping);
        await work;
        await app.StopAsync(CancellationToken.None);
        return ExitCodes.Ok;
    }

    // Not WaitForShutdownAsync, which would stop the host a second time beside us: the process could end while services of that stop still send what they have.
    private static async Task UntilStopIsAskedAsync(CancellationToken asked, CancellationToken stopping)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(asked, stopping);
        await Task.Delay(Timeout.Infinite, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Before anything is opened: a host that could not be reached should not have begun to work.</summary>
    private static void ThrowIfTaken(Uri url)
    {
        if (url.Port == 0)
            return;
        try
        {
            using var probe = new TcpListener(IPAddress.TryParse(url.IdnHost, out var address) ? address : IPAddress.Loopback, url.Port);
            probe.Start();
        }
        catch (SocketException fault) when (fault.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw Taken(url);
        }
        catch (SocketException fault)
        {
            throw new CommandException(ExitCodes.Failed, $"Can not listen on {url.OriginalString}.", fault.Message, $"Type --urls {ServeOptions.UrlDefault}.");
        }
    }

    private static CommandException Taken(Uri url) => new(
        ExitCodes.Failed,
        $"Port {url.Port} is taken.",
        $"Another program listens on {url.OriginalString}, perhaps another host of this kind.",
        $"Type --urls http://{url.Authority.Replace($":{url.Port}", $":{url.Port + 1}", StringComparison.Ordinal)}.");
}

/// <summary>A host that serves.</summary>
internal sealed record RunningHost(IServiceProvider Services, IReadOnlyList<string> Addresses);
