using Akka.Actor;
using Jobs.Hosting;
using Jobs.Messages;
using Xunit.Abstractions;

namespace Jobs.Actors.Tests.Scenarios;

public sealed class RetentionTests : JobsScenario
{
    public RetentionTests(ITestOutputHelper output)
        : base(output)
    {
        Handlers.Handle<string>("fail", (_, _, _) => throw new PermanentJobException("never"));
        Settings = Settings with { Retention = new Retention { Dead = TimeSpan.FromDays(2) } };
    }

    [Fact]
    public async Task A_dead_letter_and_its_job_go_when_they_have_been_kept_long_enough_also_after_a_restart()
    {
        StartHost();
        var id = (await EnqueueAsync("fail")).Id;
        await UntilAsync(id, JobStatus.Dead);
        await LetterAsync(id);
        await KillHostAsync();
        StartHost();
        await LetterAsync(id);

        await PassAsync(TimeSpan.FromHours(47));
        Assert.Equal(JobStatus.Dead, (await GetAsync(id)).Status);

        await PassAsync(TimeSpan.FromHours(2));
        await AwaitConditionAsync(
            async () =>
            {
                // One sweep tells the other in real time, and each may just have set its next for what was already over.
                Clock.Advance(TimeSpan.FromMinutes(1));
                return await System.Client.GetAsync(id, Queue) is null;
            },
            Soon);
        Assert.IsType<RequestRefused>(await System.Queues.Ask<object>(new GetDeadLetter(Queue, id), Soon));
        Assert.Equal(0, (await CountsAsync()).Dead);
    }

    private async Task LetterAsync(JobId id) =>
        await AwaitConditionAsync(async () => await System.Queues.Ask<object>(new GetDeadLetter(Queue, id), Soon) is DeadLetterFound, Soon);

    // In steps, so that timers which are set again at each can fire, and the actors can act between them.
    private async Task PassAsync(TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromHours(1))
        {
            Clock.Advance(TimeSpan.FromHours(1));
            await System.Queues.Ask<object>(new ListDeadLetters(Queue), Soon);
            await CountsAsync();
        }
    }
}
