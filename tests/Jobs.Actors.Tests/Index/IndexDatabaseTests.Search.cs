using System.Globalization;
using Jobs.Index;
using Jobs.Messages;
using Jobs.Search;
using Jobs.Tests.Postgres;
using static Jobs.Actors.Tests.Index.IndexSamples;

namespace Jobs.Actors.Tests.Index;

/// <summary>Looking for jobs reads of each only what the filter asks for; what it finds must be what the filter says of all of it.</summary>
public abstract partial class IndexDatabaseTests
{
    private static readonly string[] _words = ["a", "ab", "vip", "a\"b", "ä,b", ""];

    [StoreFact]
    public void What_is_found_in_the_index_is_what_matches_whatever_is_asked_for()
    {
        const int seed = 20261122;
        var random = new Random(seed);
        var rows = Enumerable.Range(1, 400).Select(number => AnyJob(random, number)).ToArray();
        var numbers = rows.Where(row => row.EndedAt is null).ToDictionary(row => row.Id, row => row.Sequence);
        Write(Whole(1, rows));
        string[] filters = [.. FilterFields.All.Keys.Append("payload.number").SelectMany(field => Enumerable.Range(0, 6).Select(_ => AnyTerm(random, field)))];

        Read(reads =>
        {
            foreach (var text in filters.Concat(filters.Select(one => $"{one} {filters[random.Next(filters.Length)]}")))
            {
                var filter = JobFilter.Parse(text);
                var expected = rows.Where(row => filter.Allows(Queue) && filter.Statuses.Contains(row.Status) && filter.Matches(new StoredJobFields(row, Queue), Morning));

                Assert.True(expected.Select(row => row.Sequence).Reverse().SequenceEqual(Search(reads, text, numbers, limit: random.Next(1, 100))), $"{text} finds something else (seed {seed})");
            }
        });
    }

    [StoreFact]
    public void What_was_not_asked_for_cannot_be_looked_at()
    {
        Write(Whole(1, Job(1)));

        Read(reads => reads.List(Pending(long.MaxValue) with { Columns = ["type"] }, row =>
        {
            Assert.Equal("send-email", row.Type);
            Assert.Contains("tags", Assert.Throws<InvalidOperationException>(() => row.Tags).Message, StringComparison.Ordinal);
            return true;
        }));
    }

    private static List<long> Search(IIndexReads reads, string text, Dictionary<string, long> numbers, int limit)
    {
        var found = new List<long>();
        string? cursor = null;
        do
        {
            Assert.Null(PageRequest.Read(new ListJobs(Queue, Limit: limit, Cursor: cursor) { Filter = text }, out var request));
            if (!request.Filter.Allows(Queue))
                return [];
            var page = IndexPages.Read(reads, Queue, 0, request with { Numbers = numbers }, [], Morning);
            found.AddRange(page.Items.Select(item => item.Sequence));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        return found;
    }

    private static JobRow AnyJob(Random random, int number)
    {
        var statuses = Enum.GetValues<JobStatus>();
        // Most are pending, so that their list is longer than what is read of it at once.
        return Job(number, Maybe() ? JobStatus.Pending : statuses[random.Next(statuses.Length)]) with
        {
            Type = $"t{random.Next(3)}",
            Priority = random.Next(11),
            Attempts = random.Next(4),
            Crashes = random.Next(4),
            Replays = random.Next(4),
            CreatedAt = AnyTime(),
            UpdatedAt = AnyTime(),
            DueAt = Maybe() ? AnyTime() : null,
            StartedAt = Maybe() ? AnyTime() : null,
            EndedAt = Maybe() ? AnyTime() : null,
            PartitionKey = Maybe() ? AnyWord() : null,
            UniqueKey = Maybe() ? AnyWord() : null,
            Tags = [.. Enumerable.Range(0, random.Next(3)).Select(_ => AnyWord())],
            Worker = Maybe() ? AnyWord() : null,
            ErrorType = Maybe() ? AnyWord() : null,
            ErrorMessage = Maybe() ? $"in {AnyWord()} of job-7" : null,
            Payload = Maybe() ? Payload(number) : new JobPayload(new byte[] { 0, 1 }, "application/octet-stream"),
        };

        bool Maybe() => random.Next(2) == 0;

        string AnyWord() => _words[random.Next(_words.Length)];

        DateTimeOffset AnyTime() => Morning.AddMinutes(random.Next(-120, 120));
    }

    private static string AnyTerm(Random random, string field)
    {
        var value = field switch
        {
            "status" => "pending,dead",
            "queue" => random.Next(2) == 0 ? Queue : "other",
            "type" => $"t{random.Next(4)}",
            "id" => random.Next(2) == 0 ? "job-1*" : "job-7,job-8,job-9999",
            "priority" or "attempts" or "crashes" or "replays" or "payload.number" => $"{Sign()}{random.Next(5).ToString(CultureInfo.InvariantCulture)}",
            "created" or "updated" or "due" or "started" or "ended" => random.Next(3) switch { 0 => "*", 1 => $"<{random.Next(1, 120).ToString(CultureInfo.InvariantCulture)}m", _ => $"{Sign()}2026-03-01T08:30Z" },
            _ => random.Next(3) == 0 ? "a*" : FilterLiteral.Quote(_words[random.Next(_words.Length)]),
        };
        return $"{(random.Next(3) == 0 ? "-" : "")}{field}:{value}";

        string Sign() => new[] { "", "<", "<=", ">", ">=" }[random.Next(5)];
    }
}
