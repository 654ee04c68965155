using System.Text;
using Jobs.Events;

namespace Jobs.Actors.Tests.Events;

public sealed class EventHubTests
{
    private readonly HandClock _clock = new();

    [Fact]
    public void A_listener_is_told_what_happens_from_then_on()
    {
        var hub = new EventHub(_clock);
        using var first = hub.Listen();
        Tell(hub, 1);
        using var second = hub.Listen();
        Tell(hub, 2, 3);

        Assert.Equal([1, 2, 3], Numbers(first.Read()));
        Assert.Equal([2, 3], Numbers(second.Read()));
    }

    [Fact]
    public void Who_comes_back_continues_behind_the_last_event_it_was_given()
    {
        var hub = new EventHub(_clock);
        string place;
        using (var listener = hub.Listen())
        {
            Tell(hub, 1, 2);
            place = listener.IdOf(listener.Read().Events.Span[0]);
        }

        Tell(hub, 3);
        using var again = hub.Listen(place);

        Assert.Equal([2, 3], Numbers(again.Read()));
    }

    [Fact]
    public void Who_was_given_nothing_comes_back_to_its_position()
    {
        var hub = new EventHub(_clock);
        string place;
        using (var listener = hub.Listen())
            place = listener.Position;
        Tell(hub, 1);

        using var again = hub.Listen(place);

        Assert.Equal([1], Numbers(again.Read()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("42")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("!? ümlaut")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void An_id_that_is_none_of_this_process_resets_once(string id)
    {
        var hub = new EventHub(_clock);
        using var listener = hub.Listen(id);
        Tell(hub, 1);

        Assert.True(listener.Read().IsReset);
        var live = listener.Read();
        Assert.False(live.IsReset);
        Assert.Equal([1], Numbers(live));
    }

    [Fact]
    public void An_id_of_another_hub_resets()
    {
        using var elsewhere = new EventHub(_clock).Listen();
        using var listener = new EventHub(_clock).Listen(elsewhere.Position);

        Assert.True(listener.Read().IsReset);
    }

    [Fact]
    public void An_id_older_than_what_is_kept_resets_and_the_oldest_kept_does_not()
    {
        var hub = new EventHub(_clock, eventsMax: 3, EventHub.BytesMax);
        using var keepsOpen = hub.Listen();
        Tell(hub, 1);
        var first = keepsOpen.IdOf(keepsOpen.Read().Events.Span[0]);
        Tell(hub, 2, 3, 4);
        using (var justInTime = hub.Listen(first))
            Assert.Equal([2, 3, 4], Numbers(justInTime.Read()));

        Tell(hub, 5);
        using var late = hub.Listen(first);

        Assert.True(late.Read().IsReset);
    }

    [Fact]
    public void A_listener_that_lags_too_far_is_cut_and_the_others_are_not()
    {
        var hub = new EventHub(_clock, eventsMax: 3, EventHub.BytesMax);
        using var slow = hub.Listen();
        using var fast = hub.Listen();
        Tell(hub, 1, 2, 3);
        Assert.Equal([1, 2, 3], Numbers(fast.Read()));
        Tell(hub, 4);

        Assert.True(slow.Read().IsLost);
        Assert.Equal([4], Numbers(fast.Read()));
    }

    [Fact]
    public void Large_events_make_the_oldest_go_before_their_number_does()
    {
        var hub = new EventHub(_clock, eventsMax: 1000, bytesMax: 50_000);
        using var listener = hub.Listen();
        for (var i = 0; i < 3; i++)
            hub.Publish(HubEvent.Announce("alert.raised", null, Encoding.UTF8.GetBytes(new string(' ', 20_000))));

        Assert.True(listener.Read().IsLost);
    }

    [Fact]
    public void Nothing_is_observed_before_the_first_listener_and_after_the_patience_with_the_last()
    {
        var hub = new EventHub(_clock);
        Assert.False(hub.IsObserving);
        hub.Listen().Dispose();
        _clock.Advance(EventHub.Patience - TimeSpan.FromSeconds(1));
        Assert.True(hub.IsObserving);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(hub.IsObserving);
    }

    [Fact]
    public void Who_comes_back_after_the_patience_is_over_begins_anew()
    {
        var hub = new EventHub(_clock);
        string place;
        using (var listener = hub.Listen())
            place = listener.Position;
        _clock.Advance(EventHub.Patience);

        using var again = hub.Listen(place);

        Assert.True(again.Read().IsReset);
    }

    [Fact]
    public async Task A_tick_wakes_those_who_wait_and_only_the_newest_is_shown()
    {
        var hub = new EventHub(_clock);
        using var listener = hub.Listen();
        var waits = listener.ReadAsync(CancellationToken.None).AsTask();
        Assert.False(waits.IsCompleted);

        hub.Show(HubEvent.Announce("stats.tick", null, "{}"u8.ToArray()));
        Assert.NotNull((await waits).Tick);
        hub.Show(HubEvent.Announce("stats.tick", null, "{}"u8.ToArray()));
        var newest = HubEvent.Announce("stats.tick", null, "{}"u8.ToArray());
        hub.Show(newest);

        Assert.Same(newest, listener.Read().Tick);
        Assert.Null(listener.Read().Tick);
    }

    [Fact]
    public async Task A_wait_for_events_can_be_given_up()
    {
        using var listener = new EventHub(_clock).Listen();
        using var stop = new CancellationTokenSource();
        var waits = listener.ReadAsync(stop.Token).AsTask();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waits);
    }

    private static void Tell(EventHub hub, params int[] numbers)
    {
        foreach (var number in numbers)
            hub.OnCommitted(new Committed("email", 0, number, [new Fact { Kind = FactKind.Completed, At = DateTimeOffset.UnixEpoch }]));
    }

    private static IEnumerable<long> Numbers(EventBatch batch) => batch.Events.ToArray().Select(e => e.SequenceNr);
}
