namespace Jobs.Events;

/// <summary>What listeners are told: a fact of a queue, or what somebody else has announced. Never changed once it is published.</summary>
public sealed class HubEvent
{
    /// <summary>What an event takes in memory besides its texts, about: itself, and its form on the wire.</summary>
    private const int BytesBase = 700;

    private byte[]? _wire;

    private HubEvent(string name, string? queue, int bytes)
    {
        Name = name;
        Queue = queue;
        Bytes = BytesBase + bytes;
    }

    /// <summary>As on the wire, such as <c>job.completed</c>.</summary>
    public string Name { get; }

    /// <summary>Null: it is not about one queue.</summary>
    public string? Queue { get; }

    /// <summary>Null: it is no fact of a queue but was announced.</summary>
    public Fact? Fact { get; private init; }

    public int Partition { get; private init; }

    /// <summary>The commit that holds the fact, in its partition's journal.</summary>
    public long SequenceNr { get; private init; }

    /// <summary>Of what was announced: a JSON object in UTF-8.</summary>
    public ReadOnlyMemory<byte> Announced { get; private init; }

    /// <summary>Its place in the order of all; 0 before it is published, and of what has none.</summary>
    internal long Offset { get; set; }

    internal int Bytes { get; }

    /// <summary>A fact that a commit has made public.</summary>
    public static HubEvent Of(string queue, int partition, long sequenceNr, in Fact fact) =>
        new(fact.Kind.Name(), queue, sizeof(char) * TextLength(fact))
        {
            Partition = partition,
            SequenceNr = sequenceNr,
            Fact = fact,
        };

    /// <summary>Something else that listeners may want to know, such as an alert.</summary>
    /// <param name="json">A JSON object in UTF-8 whose members are told beside the event's name; nobody changes it.</param>
    public static HubEvent Announce(string name, string? queue, ReadOnlyMemory<byte> json) => new(name, queue, json.Length) { Announced = json };

    private static int TextLength(in Fact fact) =>
        (fact.Error?.Message.Length ?? 0) + (fact.Error?.Stack?.Length ?? 0) + (fact.Message?.Length ?? 0) + (fact.Reason?.Length ?? 0);

    /// <summary>Its form on the wire, made by the first reader who needs it and then shared by all.</summary>
    internal ReadOnlyMemory<byte> Wire(Func<HubEvent, byte[]> write) => _wire ??= write(this);
}
