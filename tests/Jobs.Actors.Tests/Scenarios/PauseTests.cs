using Akka.Actor;
using Jobs.Messages;
using Xunit.Abstractions;

namespace Jobs.Actors.Tests.Scenarios;

public sealed class PauseTests : JobsScenario
{
    public PauseTests(ITestOutputHelper output)
        : base(output) => Handlers.Handle<string>("greet", (_, _, _) => Task.CompletedTask);

    [Fact]
    public async Task A_paused_queue_takes_jobs_and_runs_them_when_it_is_resumed_also_after_a_restart()
    {
        StartHost();
        await AskAsync(new PauseQueue(Queue, "repair", By: "anna"));
        var id = (await EnqueueAsync("greet")).Id;
        await KillHostAsync();
        StartHost();

        Assert.Equal(JobStatus.Pending, (await GetAsync(id)).Status);
        Assert.Equal((QueueMode.Paused, "repair", "anna"), ((await FlowAsync()).Mode, (await FlowAsync()).Reason, (await FlowAsync()).By));
        await AskAsync(new ResumeQueue(Queue));

        await UntilAsync(id, JobStatus.Completed);
    }

    [Fact]
    public async Task A_pause_with_an_end_ends_by_itself()
    {
        await StartAndRunOneAsync();
        await AskAsync(new PauseQueue(Queue, Until: Clock.Now.AddMinutes(5)));
        var id = (await EnqueueAsync("greet")).Id;

        Clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(JobStatus.Pending, (await GetAsync(id)).Status);
        Clock.Advance(TimeSpan.FromMinutes(1));

        await UntilAsync(id, JobStatus.Completed);
        Assert.Equal((QueueMode.Open, ""), ((await FlowAsync()).Mode, (await FlowAsync()).By));
    }

    [Fact]
    public async Task A_draining_queue_refuses_new_jobs_and_runs_what_it_has()
    {
        await StartAndRunOneAsync();
        var id = (await EnqueueAsync("greet", TimeSpan.FromMinutes(1))).Id;
        await AskAsync(new DrainQueue(Queue, "anna"));

        var refused = await System.Queues.Ask<EnqueueRefused>(Job("greet"), Soon);
        var known = await System.Queues.Ask<JobEnqueued>(Job("greet", id: id), Soon);
        Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(Refusal.Codes.QueueDraining, refused.Refusal.Code);
        Assert.True(known.Deduplicated);
        await UntilAsync(id, JobStatus.Completed);
    }

    [Fact]
    public async Task A_change_whose_write_fails_is_answered_as_unknown()
    {
        StartHost();
        await FlowAsync();
        Journal.Set(_ => WriteFate.Fail);

        var refused = await System.Queues.Ask<RequestRefused>(new PauseQueue(Queue), Soon);

        Assert.Equal(Refusal.Codes.OutcomeUnknown, refused.Refusal.Code);
    }

    // Only a queue that has heard what runs sets its timer; the clock must not move before.
    private async Task StartAndRunOneAsync()
    {
        StartHost();
        await UntilAsync((await EnqueueAsync("greet")).Id, JobStatus.Completed);
    }

    private async Task AskAsync(IQueueRequest request) => await System.Queues.Ask<QueueChanged>(request, Soon);

    private async Task<QueueFlow> FlowAsync() => (await System.Queues.Ask<QueueFound>(new GetQueue(Queue), Soon)).Queue.Flow;
}
