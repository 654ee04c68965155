using Google.Protobuf;
using Jobs.Journal;
using Wire = Jobs.Journal.Wire;

namespace Jobs.Core.Tests.Journal;

public sealed class EventBufferTests
{
    private readonly EventBuffer _buffer = new();

    [Fact]
    public void What_is_gathered_is_what_protobuf_itself_would_write()
    {
        var commit = new Wire.QueueCommit();
        // Around each place where the length of an entry takes one byte more.
        foreach (var size in new[] { 0, 1, 100, 126, 127, 128, 129, 16_383, 16_384, 2_097_151, 2_097_152 })
        {
            var e = new Wire.QueueEvent { Opened = new Wire.QueueOpened { Host = new string('x', size) } };
            commit.Events.Add(e);
            _buffer.Add(e);
        }

        Assert.Equal((commit.Events.Count, commit.CalculateSize()), (_buffer.Count, _buffer.Bytes));
        Assert.True(commit.ToByteArray().AsSpan().SequenceEqual(_buffer.Take().Span));
    }

    [Fact]
    public void What_was_taken_is_gone_from_the_buffer_and_is_not_overwritten_by_what_follows()
    {
        _buffer.Add(Opened("a"));
        var taken = _buffer.Take();
        Assert.Equal((0, 0), (_buffer.Count, _buffer.Bytes));

        _buffer.Add(Opened("b"));
        Assert.Equal("a", Wire.QueueCommit.Parser.ParseFrom(taken.Span).Events.Single().Opened.Host);
    }

    [Fact]
    public void A_commit_is_read_back_whole_by_protobuf_itself()
    {
        _buffer.Add(Opened("a"));
        var header = new CommitHeader(new Guid(-1, -1, -1, 255, 255, 255, 255, 255, 255, 255, 255), DateTimeOffset.MaxValue, DateTimeOffset.MaxValue);
        var wire = Wire.QueueCommit.Parser.ParseFrom(CommitCodec.Write(new QueueCommit(header, _buffer.Take())));

        Assert.Equal((CommitHeader.Format, ulong.MaxValue, DateTimeOffset.MaxValue.UtcTicks), (wire.Header.Format, wire.Header.IncarnationLow, wire.Header.DecidedAt));
        Assert.Equal("a", wire.Events.Single().Opened.Host);
    }

    [Fact]
    public void Events_with_room_for_their_header_are_written_where_they_stand()
    {
        var header = new CommitHeader(Guid.Empty, DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue);
        _buffer.Add(Opened("a"));
        var copied = CommitCodec.Write(new QueueCommit(header, _buffer.Take()));
        _buffer.Add(Opened("a"));
        var events = _buffer.Take(CommitCodec.RoomFor(header));

        var row = CommitCodec.Write(new QueueCommit(header, events));

        Assert.Equal(copied, row);
        Assert.True(events.Span.Overlaps(row));
    }

    [Fact]
    public void Events_with_the_room_of_another_header_are_copied()
    {
        var (small, large) = (new CommitHeader(Guid.Empty, DateTimeOffset.MinValue, null), new CommitHeader(Guid.Empty, DateTimeOffset.MaxValue, DateTimeOffset.MaxValue));
        _buffer.Add(Opened("a"));
        var events = _buffer.Take(CommitCodec.RoomFor(small));

        var row = CommitCodec.Write(new QueueCommit(large, events));

        Assert.Equal("a", Wire.QueueCommit.Parser.ParseFrom(row).Events.Single().Opened.Host);
        Assert.Equal("a", Wire.QueueCommit.Parser.ParseFrom(events.Span).Events.Single().Opened.Host);
    }

    private static Wire.QueueEvent Opened(string host) => new() { Opened = new Wire.QueueOpened { Host = host } };
}
