using Akka.Actor;
using Jobs.Messages;
using Xunit.Abstractions;

namespace Jobs.Actors.Tests.Scenarios;

public sealed class UniqueTests : JobsScenario
{
    private readonly TaskCompletionSource _mayEnd = new();
    private int _runs;

    public UniqueTests(ITestOutputHelper output)
        : base(output) => Handlers.Handle<string>("sync", async (_, _, _) =>
        {
            Interlocked.Increment(ref _runs);
            await _mayEnd.Task;
        });

    [Fact]
    public async Task Racing_senders_get_one_job()
    {
        StartHost();
        var receipts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            var mine = new List<JobEnqueued>();
            for (var i = 0; i < 25; i++)
                mine.Add(await System.Client.EnqueueAsync(Unique()));
            return mine;
        })));

        var all = receipts.SelectMany(mine => mine).ToList();
        Assert.Single(all.Select(receipt => receipt.Id).Distinct());
        Assert.Single(all, receipt => !receipt.Deduplicated);
        _mayEnd.SetResult();
        await UntilAsync(all[0].Id, JobStatus.Completed);
        Assert.Equal((1, 1), (_runs, (await CountsAsync()).Completed));
    }

    [Fact]
    public async Task The_same_request_after_a_restart_has_the_same_answer()
    {
        StartHost();
        var holder = await System.Client.EnqueueAsync(Unique() with { Delay = TimeSpan.FromHours(1) });
        var request = Unique();
        var before = await System.Client.EnqueueAsync(request);
        await KillHostAsync();
        StartHost();
        await System.Client.CancelAsync(holder.Id, Queue);

        var after = await System.Client.EnqueueAsync(request);

        Assert.Equal((holder.Id, holder.Id), (before.Id, after.Id));
        Assert.Equal((true, JobStatus.Cancelled), (after.Deduplicated, after.Status));
    }

    [Fact]
    public async Task A_replacement_runs_after_the_one_that_ran_when_it_came_also_when_the_writer_starts_anew_in_between()
    {
        StartHost();
        var first = await System.Client.EnqueueAsync(Unique());
        await AwaitConditionAsync(() => Task.FromResult(Volatile.Read(ref _runs) == 1), Soon);
        var second = await System.Client.EnqueueAsync(Unique() with { OnConflict = UniqueConflict.Replace });
        Journal.Set(_ => WriteFate.Fail);
        await Assert.ThrowsAsync<JobRefusedException>(() => System.Client.EnqueueAsync(Job("sync")));
        Journal.Release();
        await UntilBackAsync();

        Assert.Equal(JobStatus.Pending, (await GetAsync(second.Id)).Status);
        Assert.Equal(1, _runs);
        _mayEnd.SetResult();

        await UntilAsync(first.Id, JobStatus.Completed);
        await UntilAsync(second.Id, JobStatus.Completed);
        Assert.Equal(2, _runs);
    }

    [Fact]
    public async Task A_client_makes_the_key_from_what_the_job_is_given()
    {
        StartHost();
        var options = new EnqueueOptions { Type = "sync", UniqueByPayload = true, Delay = TimeSpan.FromHours(1) };

        var one = await System.Client.EnqueueAsync(Queue, "a", options);
        var same = await System.Client.EnqueueAsync(Queue, "a", options);
        var other = await System.Client.EnqueueAsync(Queue, "b", options);

        Assert.Equal(one.Id, same.Id);
        Assert.NotEqual(one.Id, other.Id);
    }

    [Fact]
    public async Task A_merge_whose_write_fails_names_the_request_to_repeat_and_not_the_holder()
    {
        StartHost();
        await System.Client.EnqueueAsync(Unique() with { Delay = TimeSpan.FromHours(1) });
        Journal.Set(_ => WriteFate.Fail);
        var request = Unique();

        var refused = await System.Queues.Ask<EnqueueRefused>(request, Soon);

        Assert.Equal((request.Id, Refusal.Codes.OutcomeUnknown), (refused.Id, refused.Refusal.Code));
    }

    private static EnqueueJob Unique() => Job("sync") with { UniqueKey = "customer-1" };
}
