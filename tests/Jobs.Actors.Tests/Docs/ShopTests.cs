using System.Threading.Channels;
using Akka.Actor;
using Akka.Hosting;
using Jobs.Queues;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Jobs.Actors.Tests.Docs;

public sealed class ShopTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _folder = Directory.CreateTempSubdirectory("jobs-shop-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_program_of_the_page_sends_what_its_actor_and_its_service_enqueue()
    {
        var mail = new RecordingMailServer();
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Services.AddSingleton<IMailServer>(mail);
        builder.Services.AddSingleton<Newsletter>();
        Shop.Configure(builder.Services, $"Data Source={Path.Combine(_folder, "jobs.db")}");
        using var host = builder.Build();
        await host.StartAsync();

        host.Services.GetRequiredService<IRequiredActor<Checkout>>().ActorRef.Tell(new OrderPlaced("actor@example.com"));
        await host.Services.GetRequiredService<Newsletter>().WelcomeAsync("service@example.com", CancellationToken.None);

        Assert.Equal(["actor@example.com", "service@example.com"], (await mail.FirstAsync(2).WaitAsync(Patience)).Order());
        await host.StopAsync();
    }

    [Fact]
    public async Task The_program_of_the_README_sends_what_its_service_enqueues()
    {
        var mail = new RecordingMailServer();
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Services.AddSingleton<IMailServer>(mail);
        builder.Services.AddSingleton<Newsletter>();
        Shop.ConfigureShortly(builder.Services, $"Data Source={Path.Combine(_folder, "jobs.db")}");
        using var host = builder.Build();
        await host.StartAsync();

        await host.Services.GetRequiredService<Newsletter>().WelcomeAsync("a@example.com", CancellationToken.None);

        Assert.Equal(["a@example.com"], await mail.FirstAsync(1).WaitAsync(Patience));
        await host.StopAsync();
    }

    [Fact]
    public async Task What_was_enqueued_is_there_after_a_restart()
    {
        var id = JobId.New();
        using (var first = await StartAsync())
        {
            await first.Services.GetRequiredService<IJobClient>().EnqueueAsync("email", new SendEmail("later@example.com"), new EnqueueOptions { Id = id, Delay = TimeSpan.FromDays(1) });
            await first.StopAsync();
        }

        using var second = await StartAsync();
        var job = await second.Services.GetRequiredService<IJobClient>().GetAsync(id, "email").WaitAsync(Patience);

        Assert.Equal(JobStatus.Scheduled, job?.Status);
        await second.StopAsync();
    }

    [Fact]
    public async Task The_queues_are_registered_for_actors()
    {
        using var host = await StartAsync();

        Assert.Equal("jobs", host.Services.GetRequiredService<IRequiredActor<JobQueues>>().ActorRef.Path.Name);
        await host.StopAsync();
    }

    private async Task<IHost> StartAsync()
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Services.AddSingleton<IMailServer>(new RecordingMailServer());
        Shop.Configure(builder.Services, $"Data Source={Path.Combine(_folder, "jobs.db")}");
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private sealed class RecordingMailServer : IMailServer
    {
        private readonly Channel<string> _sent = Channel.CreateUnbounded<string>();

        public async Task SendAsync(string to, string messageId, CancellationToken cancel) => await _sent.Writer.WriteAsync(to, cancel);

        public async Task<IReadOnlyList<string>> FirstAsync(int count)
        {
            var first = new List<string>();
            while (first.Count < count)
                first.Add(await _sent.Reader.ReadAsync());
            return first;
        }
    }
}
