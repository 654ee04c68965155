using Akka.Actor;
using Akka.Hosting;
using Akka.Persistence.Sql.Hosting;
using Jobs.Kernel.Tests.Persistence;
using Jobs.Kernel.Tests.Persistence.Sql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Jobs.Kernel.Tests.Hosting;

public sealed class HostingTests
{
    [Fact]
    public async Task Actors_start_with_the_host_in_order_and_are_found_by_type()
    {
        var started = new List<string>();
        using var host = Build((builder, _) => builder
            .WithActors((system, registry) =>
            {
                started.Add("first");
                registry.Register<Echo>(system.ActorOf(Props.Create(() => new Echo()), "echo"));
            })
            .WithActors((_, registry, resolver) => started.Add($"second {resolver.GetService<Greeting>()!.Text} {registry.Get<Echo>().Path.Name}"))
            .AddStartup((_, _) => started.Add("last")));
        var awaited = host.Services.GetRequiredService<IRequiredActor<Echo>>().GetAsync();

        await host.StartAsync();

        Assert.Equal(["first", "second hello echo", "last"], started);
        Assert.Equal("hi", await (await awaited).Ask<string>("hi"));
        Assert.Equal(await awaited, host.Services.GetRequiredService<IReadOnlyActorRegistry>().Get<Echo>());
        await host.StopAsync();
        Assert.True(host.Services.GetRequiredService<ActorSystem>().WhenTerminated.IsCompleted);
    }

    [Fact]
    public async Task A_system_that_ends_by_itself_ends_its_host()
    {
        using var host = Build((_, _) => { });
        await host.StartAsync();

        _ = host.Services.GetRequiredService<ActorSystem>().Terminate();

        await host.WaitForShutdownAsync();
    }

    [Fact]
    public async Task A_host_whose_actors_cannot_start_does_not_start()
    {
        using var host = Build((builder, _) => builder.WithActors((_, _) => throw new InvalidOperationException("no")));

        await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());
        await host.Services.GetRequiredService<ActorSystem>().WhenTerminated;
    }

    [Fact]
    public async Task Configuration_that_is_prepended_speaks_first()
    {
        using var host = Build((builder, _) => builder
            .AddHocon("a = 1\nb = 1", HoconAddMode.Append)
            .AddHocon("a = 2\nc = 2", HoconAddMode.Append)
            .AddHocon("b = 3", HoconAddMode.Prepend));

        var config = host.Services.GetRequiredService<ActorSystem>().Settings.Config;

        Assert.Equal((1, 3, 2), (config.GetInt("a"), config.GetInt("b"), config.GetInt("c")));
        await host.StopAsync();
    }

    [Fact]
    public async Task A_key_is_registered_once_unless_it_may_be_overwritten()
    {
        using var host = Build((_, _) => { });
        await host.StartAsync();
        var system = host.Services.GetRequiredService<ActorSystem>();
        var registry = ActorRegistry.For(system);
        registry.Register<Echo>(system.DeadLetters);

        Assert.Throws<DuplicateActorRegistryException>(() => registry.Register<Echo>(ActorRefs.Nobody));
        registry.Register<Echo>(ActorRefs.Nobody, overwrite: true);

        Assert.Equal(ActorRefs.Nobody, registry.Get<Echo>());
        Assert.Throws<MissingActorRegistryEntryException>(() => registry.Get<Greeting>());
        await host.StopAsync();
    }

    [Fact]
    public void A_required_actor_is_missing_until_it_is_registered()
        => Assert.Throws<MissingActorRegistryEntryException>(() => new RequiredActor<Echo>(new ActorRegistry()).ActorRef);

    [Fact]
    public async Task Persistence_and_serializers_are_set_up_in_code()
    {
        using var folder = new SqlFolder();
        using var host = Build((builder, _) => builder
            .WithSqlPersistence(folder.ConnectionString, "SQLite.MS")
            .WithCustomSerializer("ledger", [typeof(Added), typeof(Total)], system => new LedgerSerializer(system))
            .WithActors((system, registry) => registry.Register<Ledger>(system.ActorOf(Props.Create(() => new Ledger("a", system.DeadLetters))))));
        await host.StartAsync();

        var answer = await host.Services.GetRequiredService<IRequiredActor<Ledger>>().ActorRef.Ask<string>(Ledger.Add(5));
        await host.StopAsync();

        Assert.Equal("added 5 at 1", answer);
        Assert.Equal(["a|1|added"], folder.Query("SELECT persistence_id, sequence_number, manifest FROM journal"));
    }

    private static IHost Build(Action<AkkaConfigurationBuilder, IServiceProvider> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(new Greeting("hello"));
        builder.Services.AddAkka("hosted", (akka, provider) =>
        {
            akka.AddHocon("akka.loglevel = OFF\nakka.stdout-loglevel = OFF", HoconAddMode.Append);
            configure(akka, provider);
        });
        return builder.Build();
    }

    private sealed record Greeting(string Text);

    private sealed class Echo : ReceiveActor
    {
        public Echo() => ReceiveAny(message => Sender.Tell(message));
    }
}
