using System.Runtime.Serialization;
using Google.Protobuf;
using Jobs.DeadLetters;
using Jobs.Journal;
using Wire = Jobs.Journal.Wire;

namespace Jobs.Core.Tests.Journal;

/// <summary>What this version does not know stops the recovery: skipping a fact would lose a job.</summary>
public sealed class UnknownBytesTests
{
    private static readonly DateTimeOffset At = QueueUnderTest.Morning;
    private static readonly CommitHeader Header = new(new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), At, At);

    // Field 99, a varint, of whatever message it stands in.
    private static readonly byte[] UnknownField = [0x98, 0x06, 0x01];

    [Fact]
    public void An_unknown_event_is_refused()
    {
        byte[] entry = [EventBuffer.EventTag, (byte)UnknownField.Length, .. UnknownField];

        Assert.Throws<SerializationException>(() => QueueEventReader.Read(new QueueCommit(Header, entry)).ToList());
        Assert.Throws<SerializationException>(() => DeadLetterEventCodec.Read(new DeadLetterCommit(Header, entry)).ToList());
    }

    [Fact]
    public void An_unknown_field_of_a_commit_is_refused_and_the_events_before_it_were_read()
    {
        var gathered = new EventBuffer();
        gathered.Add(QueueEventWriter.ToWire(new DeathsTaken(1, At)));
        var events = QueueEventReader.Read(new QueueCommit(Header, (byte[])[.. gathered.Take().Span, .. UnknownField])).GetEnumerator();

        Assert.True(events.MoveNext());
        Assert.Throws<SerializationException>(() => events.MoveNext());
    }

    [Fact]
    public void An_unknown_format_is_refused()
    {
        var header = new Wire.CommitHeader { Format = CommitHeader.Format + 1 }.ToByteArray();

        Assert.Throws<SerializationException>(() => CommitCodec.ReadQueue([(1 << 3) | 2, (byte)header.Length, .. header]));
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0x0a })]
    [InlineData(new byte[] { 0x0a, 0x05, 0x08 })]
    [InlineData(new byte[] { 0x0a, 0x80, 0x01 })]
    [InlineData(new byte[] { 0x12, 0x00 })]
    public void A_row_without_a_whole_header_is_refused(byte[] row)
    {
        Assert.Throws<SerializationException>(() => CommitCodec.ReadQueue(row));
        Assert.Throws<SerializationException>(() => CommitCodec.ReadDeadLetters(row));
    }

    [Fact]
    public void A_commit_that_was_cut_off_within_an_event_is_refused()
    {
        var gathered = new EventBuffer();
        gathered.Add(QueueEventWriter.ToWire(new DeathsTaken(1, At)));
        var row = CommitCodec.Write(new QueueCommit(Header, gathered.Take()));

        Assert.Throws<InvalidProtocolBufferException>(() => QueueEventReader.Read(CommitCodec.ReadQueue(row[..^1])).ToList());
    }

    [Fact]
    public void An_unknown_manifest_is_refused() => Assert.Throws<SerializationException>(() => new JobsSerializer(null!).FromBinary([], "queue-commit-2"));

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void An_unknown_reason_of_a_death_is_refused(uint reason)
    {
        var died = QueueEventWriter.ToWire(new JobDied(QueueUnderTest.Id("a"), 1, new JobError("e", "m"), DeathReason.Exhausted, At));
        died.Died.Reason = reason;
        var buried = DeadLetterEventCodec.ToWire((DeadLetterEvent)new LetterBuried(1, Samples.Letter("a"), At));
        buried.Buried.Reason = reason;

        Assert.Throws<SerializationException>(() => QueueEventReader.Read(new QueueCommit(Header, Entry(died))).ToList());
        Assert.Throws<SerializationException>(() => DeadLetterEventCodec.Read(new DeadLetterCommit(Header, Entry(buried))).ToList());
    }

    [Fact]
    public void An_unknown_kind_of_backoff_is_refused()
    {
        var queue = new QueueUnderTest();
        var accepted = QueueEventWriter.ToWire(queue.Enqueue(QueueUnderTest.Ask("a") with { Retry = new RetryPolicy() }).Event!);
        accepted.Accepted.Retry.Kind = 9;

        Assert.Throws<SerializationException>(() => QueueEventReader.Read(new QueueCommit(Header, Entry(accepted))).ToList());
    }

    private static ReadOnlyMemory<byte> Entry(IMessage message)
    {
        var gathered = new EventBuffer();
        gathered.Add(message);
        return gathered.Take();
    }
}
