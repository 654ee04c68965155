using System.Globalization;
using Jobs.Core.Lifecycle;
using Jobs.Hosting;
using Jobs.Messages;
using Jobs.Queues;
using Jobs.Search;

namespace Jobs.Core.Tests.Search;

public sealed class JobPagesTests
{
    private static readonly QueuePolicy Policy = new(QueueUnderTest.Name, new QueueSettings(), CrashLimit: 3, PayloadBytesMax: 1024);

    private readonly PartitionContext _context = new(Policy, 0, Guid.Empty, "host", new JobHandlers(), new Random(0));
    private readonly QueueState _state = new(Policy.Settings);

    [Fact]
    public void One_page_looks_at_so_many_jobs_at_most_and_the_next_goes_on_there()
    {
        const int jobs = PageRequest.LookedAtMax + 10;
        for (var number = 1; number <= jobs; number++)
            Enqueue(number);

        var first = List("payload.n:<=5");
        var second = List("payload.n:<=5", first.NextCursor);

        Assert.Empty(first.Items);
        Assert.NotNull(first.NextCursor);
        Assert.Equal(["job-5", "job-4", "job-3", "job-2", "job-1"], second.Items.Select(job => job.Id.ToString()));
        Assert.Null(second.NextCursor);
    }

    [Fact]
    public void A_page_that_is_full_at_the_last_job_is_the_last()
    {
        for (var number = 1; number <= 3; number++)
            Enqueue(number);

        Assert.Equal(["job-3", "job-2", "job-1"], List("type:send", limit: 3).Items.Select(job => job.Id.ToString()));
        Assert.Null(List("type:send", limit: 3).NextCursor);
        Assert.NotNull(List("type:send", limit: 2).NextCursor);
    }

    [Fact]
    public void Exact_ids_are_looked_up_in_whatever_status_the_filter_allows()
    {
        for (var number = 1; number <= 5; number++)
            Enqueue(number);

        Assert.Equal(["job-4", "job-2"], List("id:job-2,job-4,job-9").Items.Select(job => job.Id.ToString()));
        Assert.Empty(List("id:job-2 status:dead").Items);
        Assert.Empty(List("id:\"no id at all\"").Items);
    }

    private JobPage List(string filter, string? cursor = null, int limit = 50) => Assert.IsType<JobPage>(
        JobPages.List(_state, _context, job => JobViews.Of(job, _context), new ListJobs(QueueUnderTest.Name, Limit: limit, Cursor: cursor) { Filter = filter }, QueueUnderTest.Morning));

    private void Enqueue(int number)
    {
        var ask = QueueUnderTest.Ask(string.Create(CultureInfo.InvariantCulture, $"job-{number}")) with { Payload = JobPayload.Json(new { n = number }) };
        _state.Apply(Assert.IsType<JobAccepted>(Core.Lifecycle.Enqueue.Decide(_state, Policy, ask, QueueUnderTest.Morning).Event));
    }
}
