namespace Jobs.Core.Tests;

public sealed class JobListTests
{
    private readonly JobList _list = new();
    private readonly Job[] _jobs = [.. Enumerable.Range(1, 3).Select(sequence => Samples.Job(sequence))];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_job_leaves_from_any_place(int place)
    {
        foreach (var job in _jobs)
            _list.AddNewest(job);
        _list.Remove(_jobs[place]);

        var rest = _jobs.Where((_, index) => index != place).ToList();
        Assert.Equal(rest, FromOldest());
        Assert.Equal(rest.AsEnumerable().Reverse(), FromNewest());
        Assert.Equal((2, null, null), (_list.Count, _jobs[place].Newer, _jobs[place].Older));
    }

    [Fact]
    public void An_emptied_list_takes_jobs_again()
    {
        _list.AddNewest(_jobs[0]);
        _list.Remove(_jobs[0]);
        Assert.Equal((0, null, null), (_list.Count, _list.Newest, _list.Oldest));

        _list.AddNewest(_jobs[1]);
        _list.AddNewest(_jobs[0]);
        Assert.Equal([_jobs[1], _jobs[0]], FromOldest());
    }

    private List<Job> FromOldest()
    {
        var jobs = new List<Job>();
        for (var job = _list.Oldest; job is not null; job = job.Newer)
            jobs.Add(job);
        return jobs;
    }

    private List<Job> FromNewest()
    {
        var jobs = new List<Job>();
        for (var job = _list.Newest; job is not null; job = job.Older)
            jobs.Add(job);
        return jobs;
    }
}
