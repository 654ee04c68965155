using Jobs.Host.Dashboard.JobLife;
using Jobs.Messages;

namespace Jobs.Host.Tests.Dashboard;

public sealed class JobWayTests
{
    [Theory]
    [InlineData("enqueued started completed", JobStatus.Completed, "pending>processing processing>completed")]
    [InlineData("enqueued due started completed", JobStatus.Completed, "scheduled>pending pending>processing processing>completed")]
    [InlineData("enqueued started failed due started died", JobStatus.Dead, "pending>processing*2 processing>failed failed>pending processing>dead")]
    [InlineData("enqueued started failed started failed", JobStatus.Failed, "pending>processing*2 processing>failed*2 failed>pending")]
    [InlineData("enqueued started interrupted started completed", JobStatus.Completed, "pending>processing*2 processing>pending processing>completed")]
    [InlineData("enqueued started died replayed started completed", JobStatus.Completed, "pending>processing*2 processing>dead dead>pending processing>completed")]
    [InlineData("enqueued leased cancelled rerun", JobStatus.Pending, "pending>processing processing>cancelled cancelled>pending")]
    [InlineData("enqueued changed cancel-requested", JobStatus.Pending, "")]
    [InlineData("enqueued", JobStatus.Scheduled, "")]
    [InlineData("", JobStatus.Dead, "")]
    public void The_way_is_read_from_the_history(string history, JobStatus now, string ways)
    {
        var way = JobWay.Of(Job(history, now));

        Assert.Equal(now, way.Now);
        Assert.Equal(
            ways.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal),
            way.Times.Select(one => $"{one.Key.From.Name()}>{one.Key.To.Name()}{(one.Value > 1 ? $"*{one.Value}" : "")}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_way_that_the_history_can_tell_is_in_the_diagram_once()
    {
        var ways = StateEdge.All.Select(edge => (edge.From, edge.To)).ToList();

        Assert.Equal(ways.Distinct().Count(), ways.Count);
        Assert.Contains((JobStatus.Processing, JobStatus.Scheduled), ways);
        Assert.Contains((JobStatus.Dead, JobStatus.Pending), ways);
    }

    [Fact]
    public void Gaps_between_steps_are_shown_and_those_that_say_nothing_are_not()
    {
        var steps = JobSteps.Of(Job("enqueued started completed", JobStatus.Completed));

        Assert.Equal([null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)], steps.Select(step => step.Gap));
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "''")]
    [InlineData("a b", "'a b'")]
    [InlineData("it's $(rm -rf /) `x`", "'it'\\''s $(rm -rf /) `x`'")]
    public void A_shell_reads_a_quoted_text_back_as_it_was(string text, string quoted) => Assert.Equal(quoted, JobCommands.Quote(text));

    private static JobView Job(string history, JobStatus now) => new()
    {
        Id = JobId.Parse("way"),
        Queue = "work",
        Type = "a",
        Status = now,
        Payload = JobPayload.Null,
        Priority = 5,
        Attempts = 0,
        MaxAttempts = 3,
        Crashes = 0,
        Replays = 0,
        CreatedAt = DateTimeOffset.UnixEpoch,
        UpdatedAt = DateTimeOffset.UnixEpoch,
        Timeout = TimeSpan.FromSeconds(30),
        History = [.. history.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((step, at) => new HistoryEntry(DateTimeOffset.UnixEpoch.AddSeconds(at), step, 0, "", null))],
    };
}
