using Google.Protobuf;
using Jobs.Journal;

namespace Jobs.Core.Tests.Journal;

public sealed class FrequentEventsTests
{
    private static readonly DateTimeOffset _at = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    public static TheoryData<string> Ids => ["0192f0c1-2b3a-7c4d-8e5f-60718293a4b5", "invoice-4711", new string('x', JobId.LengthMax)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void They_are_written_as_the_generated_classes_write_them(string text)
    {
        var id = JobId.Parse(text);
        var traced = new Cause("ann ✓", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        QueueEvent[] events =
        [
            new JobAccepted(id, "send-email", new JobPayload("{}"u8.ToArray()), 5, 3, TimeSpan.FromSeconds(30), null, null, [], "", Cause.Queue, _at),
            new JobAccepted(id, "größe", new JobPayload(new byte[70_000], "text/plain", "key-1"), 0, 100, TimeSpan.FromDays(1), null, _at.AddDays(9), [], "tenant ü", traced, _at),
            new JobAccepted(id, "x", new JobPayload(ReadOnlyMemory<byte>.Empty), 10, 1, TimeSpan.Zero, null, null, [], "", new Cause("", "t"), _at),
            new JobStarted(id, long.MaxValue, 100, 9_999, _at),
            new JobStarted(id, 1, 1, 0, _at),
            new JobCompleted(id, null, _at),
            new JobCompleted(id, new JobPayload(new byte[200]), _at),
            new JobCompleted(id, new JobPayload(ReadOnlyMemory<byte>.Empty), _at),
        ];

        foreach (var e in events)
        {
            Assert.NotEqual(0, FrequentEvents.SizeMax(e));
            Assert.Equal(Convert.ToHexString(Generated(e)), Convert.ToHexString(Direct(e)));
        }
    }

    [Fact]
    public void What_is_not_frequent_is_left_to_the_generated_classes()
    {
        Assert.Equal(0, FrequentEvents.SizeMax(new DeathsTaken(1, _at)));
        Assert.Equal(0, FrequentEvents.SizeMax(
            new JobAccepted(JobId.New(), "x", JobPayload.Null, 5, 3, TimeSpan.FromSeconds(30), new RetryPolicy(), null, [], "", Cause.Queue, _at)));
        Assert.Equal(0, FrequentEvents.SizeMax(
            new JobAccepted(JobId.New(), "x", JobPayload.Null, 5, 3, TimeSpan.FromSeconds(30), null, null, ["tag"], "", Cause.Queue, _at)));
    }

    private static byte[] Direct(QueueEvent e)
    {
        var buffer = new EventBuffer();
        QueueEventWriter.Write(e, buffer);
        Assert.Equal(1, buffer.Count);
        return buffer.Take().ToArray();
    }

    private static byte[] Generated(QueueEvent e) => new Jobs.Journal.Wire.QueueCommit { Events = { QueueEventWriter.ToWire(e) } }.ToByteArray();
}
