using Jobs.Core.Lifecycle;
using Jobs.Hosting;

namespace Jobs.Core.Tests;

public sealed class CrewsTests
{
    private static readonly TypeRoute[] _routes = [new("pdf", 2, ["generate-pdf", "render"]), new("video", 3, ["cut"])];

    [Fact]
    public void The_workers_of_pools_come_first_in_the_row_of_numbers_and_the_queues_own_last()
    {
        var crews = new Crews(_routes, gates: null);

        Assert.Equal(["pdf", "pdf", "video", "video", "video", null, null], Enumerable.Range(0, 7).Select(worker => crews.Of(worker).Pool));
        Assert.Equal([0, 2, 5], crews.All.Select(crew => crew.FirstWorker));
    }

    [Fact]
    public void Without_pools_a_number_is_what_it_seems() => Assert.Equal(0, new Crews([], gates: null).Own.FirstWorker);

    [Fact]
    public void Each_crew_claims_its_own_jobs_and_counts_its_own_workers()
    {
        var state = new QueueState(new QueueSettings { Concurrency = 1 }, _routes);
        var now = QueueUnderTest.Morning;
        foreach (var (id, type) in (ReadOnlySpan<(string, string)>)[("a", "render"), ("b", "send"), ("c", "generate-pdf")])
            state.Apply(Enqueue.Decide(state, new QueuePolicy("q", new QueueSettings(), 3, 1024), QueueUnderTest.Ask(id) with { Type = type }, now).Event!);

        Assert.Equal(2, Claim.CouldStart(state, state.Crews.Routed[0], suspectAllowed: false, now));
        Assert.Equal(0, Claim.CouldStart(state, state.Crews.Routed[1], suspectAllowed: false, now));
        var pdf = (JobStarted)Claim.Decide(state, state.Crews.Routed[0], worker: 1, suspectAllowed: false, now).Event!;
        state.Apply(pdf);
        var own = (JobStarted)Claim.Decide(state, state.Workers.LowestFree(1), suspectAllowed: false, now).Event!;
        state.Apply(own);

        Assert.Equal((JobId.Parse("a"), 1), (pdf.Id, pdf.Worker));
        Assert.Equal((JobId.Parse("b"), 5), (own.Id, own.Worker));
        Assert.Equal([1, 0, 1], state.Crews.All.Select(crew => crew.Workers.Count));
        state.Apply(new JobCompleted(own.Id, null, now));
        Assert.Equal([1, 0, 0], state.Crews.All.Select(crew => crew.Workers.Count));
    }
}
