using System.Threading.Channels;
using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using Jobs.Hosting;
using Jobs.Workers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Jobs.Actors.Tests.Workers;

/// <summary>A router with real workers; the queue is a probe, and time moves only when a test moves it.</summary>
public abstract class WorkerScenario : TestKit
{
    /// <summary>How long a test waits for what must come, in real time.</summary>
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    protected static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>A handler that ends when the test says so, or when it is cancelled.</summary>
    protected const string Obedient = "obedient";

    /// <summary>A handler that ends when the test says so.</summary>
    protected const string Deaf = "deaf";

    private readonly Channel<HeldRun> _runs = Channel.CreateUnbounded<HeldRun>();
    private long _starts;

    protected WorkerScenario()
        : base("""
            akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit"
            akka.loglevel = OFF
            akka.stdout-loglevel = OFF
            """)
    {
        Queue = CreateTestProbe();
        Queue.IgnoreMessages(message => message is StuckHandlersCounted);
        Handlers
            .Handle(Obedient, HeldRun.Obedient(_runs.Writer))
            .Handle(Deaf, HeldRun.Deaf(_runs.Writer))
            .Handle<string>("ok", (_, _, _) => Task.CompletedTask);
    }

    protected JobHandlers Handlers { get; } = new();

    protected TestProbe Queue { get; }

    internal LogBook LogBook { get; } = new();

    /// <summary>A router whose queue has introduced itself.</summary>
    protected async Task<IActorRef> OpenRouterAsync(int concurrency = 1, IServiceProvider? services = null, QueueSettings? settings = null)
    {
        var router = Sys.ActorOf(WorkerRouter.Props("email", concurrency, settings ?? new QueueSettings(), Handlers, services ?? new ServiceCollection().BuildServiceProvider(), LogBook));
        await IntroduceAsync(router, Queue);
        return router;
    }

    protected static async Task<IReadOnlyList<string>> IntroduceAsync(IActorRef router, TestProbe queue)
    {
        router.Tell(new ListRunningAttempts(queue.Ref));
        var running = await queue.ExpectMsgAsync<RunningAttempts>(Patience);
        return [.. running.Keys.Select(key => key.Job.ToString())];
    }

    internal JobStart NewStart(string type, string job = "a", int worker = 0, TimeSpan? limit = null, object? payload = null) =>
        new(new AttemptKey(JobId.Parse(job), ++_starts), worker, type, JobPayload.Json(payload ?? "hello"), 1, 3, limit ?? Limit, "");

    internal static void Run(IActorRef router, params JobStart[] starts) => router.Tell(new RunJobs(starts));

    internal async Task<HeldRun> NextRunAsync() => await _runs.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    internal bool HasNoFurtherRun => !_runs.Reader.TryPeek(out _);

    internal async Task<HeldRun> StartHeldAsync(IActorRef router, JobStart start)
    {
        Run(router, start);
        return await NextRunAsync();
    }

    /// <summary>The next message to the queue: one report.</summary>
    internal async Task<WorkerReport> ReportAsync()
    {
        var reports = await Queue.ExpectMsgAsync<WorkerReports>(Patience);
        return Assert.Single(reports.Reports);
    }

    internal async Task<Outcome> OutcomeOfAsync(IActorRef router, JobStart start)
    {
        Run(router, start);
        var report = await ReportAsync();
        Assert.Equal(start.Key, report.Key);
        return report.Outcome;
    }

    /// <summary>Answers when the router has handled all that was sent to it before; meanwhile nothing has come to the queue.</summary>
    protected async Task<IReadOnlyList<string>> NothingIsReportedAsync(IActorRef router) => await IntroduceAsync(router, Queue);

    protected void Advance(TimeSpan time) => ((TestScheduler)Sys.Scheduler).Advance(time);

    internal void AssertLogged(LogLevel level, string part) =>
        Assert.Contains(LogBook.Lines, line => line.Level == level && line.Text.Contains(part, StringComparison.Ordinal));
}
