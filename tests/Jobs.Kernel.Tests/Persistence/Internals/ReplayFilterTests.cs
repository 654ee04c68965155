using Akka.Persistence;
using Akka.Persistence.Journal;

namespace Jobs.Kernel.Tests.Persistence.Internals;

public sealed class ReplayFilterTests
{
    private readonly List<string> _sent = [];

    [Fact]
    public void One_writer_after_another_passes()
    {
        Replay(ReplayFilterMode.Fail, "a1", "a2", "b3", "b4", "c5");

        Assert.Equal(["a1", "a2", "b3", "b4", "c5"], _sent);
    }

    [Fact]
    public void An_overtaken_writer_is_discarded_by_repair()
    {
        Replay(ReplayFilterMode.RepairByDiscardOld, "a1", "a2", "a3", "b2", "a4", "b3");

        Assert.Equal(["a1", "b2", "b3"], _sent);
    }

    [Theory]
    [InlineData("a1", "a2", "b2")]
    [InlineData("a1", "b2", "a3")]
    [InlineData("a2", "a1", "a3")]
    public void An_overtaken_writer_is_a_failure_when_that_is_asked_for(params string[] events)
        => Assert.Throws<InvalidOperationException>(() => Replay(ReplayFilterMode.Fail, events));

    [Theory]
    [InlineData(nameof(ReplayFilterMode.Off))]
    [InlineData(nameof(ReplayFilterMode.Warn))]
    public void Everything_passes_when_nothing_is_to_be_done(string mode)
    {
        Replay(Enum.Parse<ReplayFilterMode>(mode), "a1", "a2", "b2", "a3");

        Assert.Equal(["a1", "a2", "b2", "a3"], _sent);
    }

    [Fact]
    public void Large_events_are_not_held_back_together()
    {
        var filter = new ReplayFilter(new ReplayFilterSettings(ReplayFilterMode.Fail, WindowSize: 100, OldWritersMax: 10));
        for (var i = 1; i <= 5; i++)
            filter.Add(Event($"a{i}", (int)ReplayFilter.BytesMax / 2), Send);

        Assert.Equal(["a1", "a2", "a3"], _sent);
    }

    private void Replay(ReplayFilterMode mode, params string[] events)
    {
        var filter = new ReplayFilter(new ReplayFilterSettings(mode, WindowSize: 100, OldWritersMax: 10));
        foreach (var name in events)
            filter.Add(Event(name, bytes: 1), Send);
        filter.Flush(Send);
    }

    private void Send(ReplayedMessage message) => _sent.Add($"{message.Persistent.WriterGuid}{message.Persistent.SequenceNr}");

    private static ReplayedMessage Event(string name, int bytes)
        => new(new Persistent("event", name[1] - '0', "id", writerGuid: name[..1]), bytes);
}
