using System.Globalization;
using Jobs.Actors.Tests.Index;
using Jobs.Hosting;
using Jobs.Index;
using Jobs.Messages;
using Jobs.Search;

namespace Jobs.Actors.Tests.Search;

public sealed class IndexPagesTests : IDisposable
{
    private readonly IndexFolder _folder = new();

    [Fact]
    public void A_page_merges_the_lists_of_all_statuses_by_their_last_change()
    {
        var random = new Random(1);
        var statuses = Enum.GetValues<JobStatus>();
        var rows = Enumerable.Range(1, 500).Select(number => IndexSamples.Job(number, statuses[random.Next(statuses.Length)])).ToArray();
        using var reads = Fill(rows);

        var seen = new List<long>();
        string? cursor = null;
        do
        {
            var page = List(reads, new ListJobs(IndexSamples.Queue, Limit: 70, Cursor: cursor));
            seen.AddRange(page.Items.Select(row => row.Sequence));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(Enumerable.Range(1, 500).Reverse(), seen.Select(sequence => (int)sequence));
    }

    [Fact]
    public void A_filter_over_a_hundred_thousand_jobs_looks_at_so_many_and_the_next_page_goes_on_there()
    {
        using var reads = Fill([.. Enumerable.Range(1, PageRequest.LookedAtMax + 10).Select(number => IndexSamples.Job(number, JobStatus.Completed))]);

        var first = List(reads, Filtered("payload.number:<=5"));
        var second = List(reads, Filtered("payload.number:<=5") with { Cursor = first.NextCursor });

        Assert.Empty(first.Items);
        Assert.NotNull(first.NextCursor);
        Assert.Equal(["job-5", "job-4", "job-3", "job-2", "job-1"], second.Items.Select(row => row.Id));
        Assert.Null(second.NextCursor);
    }

    [Fact]
    public void Only_lists_of_statuses_that_can_match_are_read_and_exact_ids_need_none()
    {
        using var reads = Fill([IndexSamples.Job(1, JobStatus.Completed), IndexSamples.Job(2, JobStatus.Dead), IndexSamples.Job(3)]);
        var counted = new CountedReads(reads);

        Assert.Equal(["job-2"], List(counted, Filtered("status:dead")).Items.Select(row => row.Id));
        Assert.Equal(["Dead"], counted.Lists);
        var inMemory = new Dictionary<string, long> { ["job-3"] = 3, ["job-9"] = 9 };
        Assert.Equal(["job-3", "job-1"], List(counted, Filtered("id:job-1,job-3,job-9"), inMemory).Items.Select(row => row.Id));
        Assert.Empty(List(counted, Filtered("id:job-1 status:dead")).Items);
        Assert.Single(counted.Lists);
    }

    [Fact]
    public void Retention_deletes_by_age_and_by_number_in_slices_until_there_are_no_more()
    {
        var old = Enumerable.Range(1, RetentionSweep.SliceMax + 10).Select(number => IndexSamples.Job(number, JobStatus.Completed, endedAt: IndexSamples.Morning));
        var later = Enumerable.Range(5000, 20).Select(number => IndexSamples.Job(number, JobStatus.Cancelled, endedAt: IndexSamples.Morning.AddHours(2)));
        using var reads = Fill([.. old, .. later, IndexSamples.Job(9000), IndexSamples.Job(9001, JobStatus.Dead, endedAt: IndexSamples.Morning)]);
        using var writes = _folder.Database.OpenWrites();
        var retention = new Retention { Completed = TimeSpan.FromHours(1), Count = 15 };
        var now = IndexSamples.Morning.AddHours(2);

        Assert.True(RetentionSweep.Run(writes, IndexSamples.Queue, 0, retention, now).IsMore);
        Assert.False(RetentionSweep.Run(writes, IndexSamples.Queue, 0, retention, now).IsMore);

        Assert.Equal(
            ["job-9001", "job-9000", .. Enumerable.Range(5005, 15).Reverse().Select(number => string.Create(CultureInfo.InvariantCulture, $"job-{number}"))],
            List(reads, new ListJobs(IndexSamples.Queue)).Items.Select(row => row.Id));
    }

    public void Dispose() => _folder.Dispose();

    private static ListJobs Filtered(string filter) => new(IndexSamples.Queue) { Filter = filter };

    private static PageInMaking<ListedJob> List(IIndexReads reads, ListJobs list, Dictionary<string, long>? numbers = null)
    {
        Assert.Null(PageRequest.Read(list, out var request));
        return IndexPages.Read(reads, IndexSamples.Queue, 0, request with { Numbers = numbers ?? [] }, [], IndexSamples.Morning);
    }

    private IIndexReads Fill(JobRow[] rows)
    {
        _folder.Database.Initialize();
        using (var writes = _folder.Database.OpenWrites())
            writes.Write([IndexSamples.Whole(1, rows)]);
        return _folder.Database.OpenReads();
    }

    private sealed class CountedReads(IIndexReads reads) : IIndexReads
    {
        public List<string> Lists { get; } = [];

        public void List(RowsAsked asked, Func<ListedRow, bool> onRow)
        {
            Lists.Add(asked.Status.ToString());
            reads.List(asked, onRow);
        }

        public JobRow? Find(string queue, int partition, long sequence) => reads.Find(queue, partition, sequence);

        public JobRow? FindEnded(string queue, int partition, string id) => reads.FindEnded(queue, partition, id);

        public StoredCheckpoint? Load(string persistenceId, long minutesFrom) => reads.Load(persistenceId, minutesFrom);

        public void ReadPayloads(string queue, int partition, IReadOnlyList<long> sequences, Action<long, JobPayload> onPayload) => reads.ReadPayloads(queue, partition, sequences, onPayload);

        public void ReadMinutes(string queue, int partition, long from, long to, Action<MinuteRow> onMinute) => reads.ReadMinutes(queue, partition, from, to, onMinute);

        public IReadOnlyList<(string PersistenceId, long SequenceNr, DateTimeOffset At)> Checkpoints() => reads.Checkpoints();

        public void Dispose() => reads.Dispose();
    }
}
