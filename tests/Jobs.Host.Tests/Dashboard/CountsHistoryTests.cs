using Jobs.Host.Dashboard.Pages;
using Jobs.Messages;

namespace Jobs.Host.Tests.Dashboard;

public sealed class CountsHistoryTests
{
    private static readonly DateTimeOffset _start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_minute_ago_is_the_oldest_that_is_known_and_never_older()
    {
        var history = new CountsHistory();
        for (var second = 0; second <= 120; second += 5)
            history.Note(_start.AddSeconds(second), [Queue("a", second), Queue("b", 1)]);

        var before = history.Before(_start.AddSeconds(121))!.Value;

        Assert.Equal((61, TimeSpan.FromMinutes(1)), (before.Counts.Completed, before.Age));
        Assert.Equal(60, history.Before(_start.AddSeconds(121), "a")!.Value.Counts.Completed);
        Assert.Null(history.Before(_start.AddSeconds(121), "c"));
    }

    [Fact]
    public void Nothing_is_said_before_something_is_known_and_after_a_queue_was_down()
    {
        var history = new CountsHistory();
        Assert.Null(history.Before(_start));

        history.Note(_start, [Queue("a", 1)]);
        Assert.Equal(TimeSpan.FromSeconds(20), history.Before(_start.AddSeconds(20))!.Value.Age);
        history.Note(_start.AddSeconds(25), [Queue("a", 0) with { Health = QueueHealth.Recovering }]);

        Assert.Null(history.Before(_start.AddSeconds(30)));
    }

    private static QueueView Queue(string name, long completed) =>
        new(name, QueueHealth.Ready, JobCounts.Zero with { Completed = completed }, 5, null, QueueRates.Zero);
}
