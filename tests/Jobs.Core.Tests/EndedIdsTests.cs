namespace Jobs.Core.Tests;

public sealed class EndedIdsTests
{
    private static readonly DateTimeOffset At = QueueUnderTest.Morning;

    private readonly EndedIds _ended = new();

    [Fact]
    public void An_id_is_remembered_until_its_time_is_over_and_then_makes_room()
    {
        var job = Samples.Job(1);
        _ended.Add(job, At);
        Assert.True(_ended.TryGet(job.Id, At + EndedIds.Memory, out _));
        Assert.False(_ended.TryGet(job.Id, At + EndedIds.Memory + TimeSpan.FromTicks(1), out _));

        _ended.Add(Samples.Job(2), At + EndedIds.Memory + TimeSpan.FromTicks(1));
        Assert.Equal(1, _ended.Count);
    }

    [Fact]
    public void A_job_that_ends_again_is_remembered_from_its_last_end()
    {
        var job = Samples.Job(1);
        _ended.Add(job, At);
        _ended.Remove(job.Id);
        _ended.Add(job, At.AddHours(23));
        _ended.Add(Samples.Job(2), At.AddHours(25));

        Assert.True(_ended.TryGet(job.Id, At.AddHours(47), out _));
    }

    [Fact]
    public void A_job_that_lives_again_is_not_remembered_as_ended()
    {
        var job = Samples.Job(1);
        _ended.Add(job, At);
        _ended.Remove(job.Id);

        Assert.False(_ended.TryGet(job.Id, At, out _));
    }

    [Fact]
    public void No_more_than_the_bound_is_remembered_and_the_oldest_goes_first()
    {
        var ended = new EndedIds(idsMax: 100);
        for (var n = 1; n <= 110; n++)
            ended.Add(Samples.Job(n), At);

        Assert.Equal(100, ended.Count);
        Assert.False(ended.TryGet(Samples.Job(10).Id, At, out _));
        Assert.True(ended.TryGet(Samples.Job(11).Id, At, out _));
    }
}
