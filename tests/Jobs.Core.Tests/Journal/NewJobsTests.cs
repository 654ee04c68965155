using Google.Protobuf;
using Jobs.Journal;

namespace Jobs.Core.Tests.Journal;

public sealed class NewJobsTests
{
    private static readonly DateTimeOffset _at = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);
    private static readonly Cause _traced = new("ann ✓", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

    [Theory]
    [MemberData(nameof(FrequentEventsTests.Ids), MemberType = typeof(FrequentEventsTests))]
    public void They_are_written_as_the_generated_classes_write_them(string text)
    {
        var id = JobId.Parse(text);
        Job[] jobs =
        [
            Accepted(id),
            Accepted(id, type: "größe", priority: 0, cause: _traced, partitionKey: "tenant ü", dueAt: _at.AddDays(9)),
            Accepted(id, type: new string('ü', 200), partitionKey: new string('€', 200)),
            Accepted(id, cause: new Cause("", "t")),
            Accepted(id).Clone(),
        ];
        jobs[^1].DueAt = _at.AddHours(1);
        jobs[^1].UpdatedAt = _at.AddHours(2);

        foreach (var job in jobs)
        {
            Assert.NotEqual(0, NewJobs.SizeMax(job));
            Assert.Equal(Convert.ToHexString(StoredJobCodec.ToWire(job).ToByteArray()), Convert.ToHexString(StoredJobCodec.Write(job)));
        }
    }

    [Fact]
    public void What_is_special_is_left_to_the_generated_classes()
    {
        var started = Accepted(JobId.New());
        started.StartedAt = _at;
        var holding = Accepted(JobId.New());
        holding.HoldsLine = true;

        Assert.All(
            [
                Accepted(JobId.New(), retry: new RetryPolicy()), Accepted(JobId.New(), tags: ["vip"]), Accepted(JobId.New(), unique: new Uniqueness("a", null)), started, holding,
            ],
            job =>
            {
                Assert.Equal(0, NewJobs.SizeMax(job));
                Assert.Equal(Convert.ToHexString(StoredJobCodec.ToWire(job).ToByteArray()), Convert.ToHexString(StoredJobCodec.Write(job)));
            });
    }

    private static Job Accepted(
        JobId id, string type = "send-email", int priority = 5, RetryPolicy? retry = null, DateTimeOffset? dueAt = null, string[]? tags = null, string partitionKey = "", Cause? cause = null, Uniqueness? unique = null) =>
        Job.Of(
            new JobAccepted(id, type, new JobPayload("{}"u8.ToArray()), priority, 3, TimeSpan.FromSeconds(30), retry, dueAt, tags ?? [], partitionKey, cause ?? Cause.Queue, _at) { Unique = unique },
            sequence: 7,
            new TextPool());
}
