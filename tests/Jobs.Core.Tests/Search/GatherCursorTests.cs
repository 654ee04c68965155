using Jobs.Queues;
using Jobs.Search;

namespace Jobs.Core.Tests.Search;

public sealed class GatherCursorTests
{
    private const int CursorLengthMax = 6000;

    private static readonly string[] Queues = ["a", "b", "c"];

    [Fact]
    public void A_cursor_says_of_each_queue_where_it_goes_on()
    {
        var places = new Dictionary<string, string?> { ["a"] = PageCursor.Of(17), ["c"] = null };

        var cursor = GatherCursor.Write(Queues, places);

        Assert.Equal(places, GatherCursor.Read(cursor!, Queues));
        Assert.Null(GatherCursor.Write(Queues, new Dictionary<string, string?>()));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("")]
    [InlineData("!")]
    public void What_no_list_has_written_is_refused(string cursor) => Assert.Null(GatherCursor.Read(cursor, Queues));

    [Fact]
    public void A_cursor_over_other_queues_is_refused() => Assert.Null(GatherCursor.Read(GatherCursor.Write(["a", "b"], new Dictionary<string, string?> { ["a"] = null })!, Queues));

    [Fact]
    public void A_cursor_over_a_thousand_queues_fits_into_an_address()
    {
        string[] queues = [.. Enumerable.Range(0, 1000).Select(number => $"a-queue-with-a-long-name-{number}")];
        var places = queues.Where((_, index) => index % 3 != 0).ToDictionary(queue => queue, queue => queue.EndsWith('7') ? PageCursor.Of(123_456_789) : null);

        Assert.InRange(GatherCursor.Write(queues, places)!.Length, 1, CursorLengthMax);
    }
}
