using System.Text;
using Jobs.Messages;
using Jobs.Search;

namespace Jobs.Core.Tests.Search;

public sealed class JobFilterTests
{
    private static readonly DateTimeOffset Now = QueueUnderTest.Morning;

    [Theory]
    [InlineData("", "Pending,Scheduled,Processing,Failed,Completed,Dead,Cancelled")]
    [InlineData("status:dead,failed", "Failed,Dead")]
    [InlineData("-status:dead,failed,completed", "Pending,Scheduled,Processing,Cancelled")]
    [InlineData("status:dead,failed -status:dead", "Failed")]
    [InlineData("status:dead status:failed", "")]
    public void Only_lists_of_statuses_that_can_match_are_read(string text, string statuses) => Assert.Equal(statuses, string.Join(',', JobFilter.Parse(text).Statuses));

    [Theory]
    [InlineData("id:a,b type:c", "a,b")]
    [InlineData("id:a,b,a", "a,b")]
    [InlineData("-id:a", null)]
    [InlineData("id:a*", null)]
    [InlineData("type:c", null)]
    public void Exact_ids_need_no_list(string text, string? ids) => Assert.Equal(ids?.Split(','), JobFilter.Parse(text).Ids);

    [Theory]
    [InlineData("status:dead queue:email", "")]
    [InlineData("type:a,b -type:c", "type")]
    [InlineData("type:a text:b", "type,id,error_type,error_message")]
    [InlineData("-payload.b:c due:<1h", "due_at,payload_content_type,payload_key_id,payload,payload_bytes")]
    public void Only_what_the_filter_asks_for_is_read(string text, string columns) => Assert.Equal(columns, string.Join(',', JobFilter.Parse(text).Columns));

    [Fact]
    public void Payloads_are_looked_into_last()
    {
        var job = new SampleFields { Type = "b" };

        Assert.False(JobFilter.Parse("payload.a:1 type:a").Matches(new Untouchable(job), Now));
        Assert.Throws<InvalidOperationException>(() => JobFilter.Parse("payload.a:1 type:b").Matches(new Untouchable(job), Now));
    }

    [Fact]
    public void What_a_list_says_beside_its_filter_must_hold_as_well()
    {
        var filter = JobFilter.Of(new ListJobs("email", JobStatus.Dead, "a b*", "\"x\"") { Filter = "priority:<3", Text = "Lost" });

        Assert.Equal("priority:<3 status:\"dead\" type:\"a b*\" tag:\"\\\"x\\\"\" text:\"Lost\"", filter.ToString());
        Assert.Equal([JobStatus.Dead], filter.Statuses);
    }

    [Theory]
    [InlineData("{\"a\":42}", "payload.a:42.0", true)]
    [InlineData("{\"a\":-4.2e1}", "payload.a:-42", true)]
    [InlineData("{\"a\":0.1000}", "payload.a:1e-1", true)]
    [InlineData("{\"a\":123456789012345678901234567890}", "payload.a:123456789012345678901234567890", true)]
    [InlineData("{\"a\":123456789012345678901234567891}", "payload.a:123456789012345678901234567890", false)]
    [InlineData("{\"a\":123456789012345678901234567891}", "payload.a:>123456789012345678901234567890", true)]
    [InlineData("{\"a\":-5}", "payload.a:<-4.99", true)]
    [InlineData("{\"a\":5}", "payload.a:>-7", true)]
    [InlineData("{\"a\":\"5\"}", "payload.a:>1", false)]
    [InlineData("{\"a\":1e999999999999999999}", "payload.a:>1e5", true)]
    [InlineData("{\"a\":\"*\"}", "payload.a:\"*\"", true)]
    [InlineData("{\"a\":\"x\"}", "payload.a:\"*\"", false)]
    [InlineData("{\"a\":\"\\u0041da\"}", "payload.a:Ada", true)]
    [InlineData("{\"a\":null}", "payload.a:*", false)]
    [InlineData("{\"a\":{}}", "payload.a:*", true)]
    [InlineData("{\"a\":[1]}", "payload.a:1", false)]
    [InlineData("[[1,2],[3,4]]", "payload.1.0:3", true)]
    [InlineData("[[1,2],[3,4]]", "payload.2.0:*", false)]
    [InlineData("{\"x\":{\"a\":2},\"a\":1}", "payload.a:1", true)]
    [InlineData("{\"1\":\"one\"}", "payload.1:one", true)]
    [InlineData("true", "payload.a:*", false)]
    [InlineData("{\"a\":true}", "payload.a:\"true\"", false)]
    [InlineData("{\"a\":\"\\ud800\"}", "payload.a:x*", false)]
    [InlineData("{\"a\":", "payload.a:*", false)]
    public void A_payload_is_compared_by_value(string json, string filter, bool matches) =>
        Assert.Equal(matches, JobFilter.Parse(filter).Matches(SampleFields.WithPayload(json), Now));

    [Fact]
    public void What_is_not_plain_JSON_is_not_looked_into()
    {
        var json = Encoding.UTF8.GetBytes("""{"a":1}""");

        Assert.False(Finds(new JobPayload(json, "application/octet-stream")));
        Assert.False(Finds(new JobPayload(json, KeyId: "key-1")));
        Assert.False(Finds(null));
        Assert.True(Finds(new JobPayload(json)));

        static bool Finds(JobPayload? payload) => JobFilter.Parse("payload.a:1").Matches(new SampleFields { Payload = payload }, Now);
    }

    [Fact]
    public void A_job_without_the_field_matches_nothing_but_the_negation()
    {
        Assert.False(JobFilter.Parse("ended:<1h").Matches(new SampleFields(), Now));
        Assert.False(JobFilter.Parse("worker:\"\"").Matches(new SampleFields(), Now));
        Assert.True(JobFilter.Parse("-ended:<1h -worker:*").Matches(new SampleFields(), Now));
    }

    private sealed class Untouchable(SampleFields job) : IJobFields
    {
        public string Queue => job.Queue;
        public string Id => job.Id;
        public string Type => job.Type;
        public JobStatus Status => job.Status;
        public int Priority => job.Priority;
        public int Attempts => job.Attempts;
        public int Crashes => job.Crashes;
        public int Replays => job.Replays;
        public DateTimeOffset CreatedAt => job.CreatedAt;
        public DateTimeOffset UpdatedAt => job.UpdatedAt;
        public DateTimeOffset? DueAt => job.DueAt;
        public DateTimeOffset? StartedAt => job.StartedAt;
        public DateTimeOffset? EndedAt => job.EndedAt;
        public string? PartitionKey => job.PartitionKey;
        public string? UniqueKey => job.UniqueKey;
        public IReadOnlyList<string> Tags => job.Tags;
        public string? Worker => job.Worker;
        public string? ErrorType => job.ErrorType;
        public string? ErrorMessage => job.ErrorMessage;
        public JobPayload? Payload => throw new InvalidOperationException("its payload was looked into");
    }
}
