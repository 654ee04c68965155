using Jobs.Events;

namespace Jobs.Host.Live;

/// <summary>What events are called on the wire.</summary>
internal static class EventNames
{
    /// <summary>The listener begins anew: it reads again whatever it shows.</summary>
    public const string Reset = "reset";

    /// <summary>The last of a stream that the host ends.</summary>
    public const string End = "stream.end";

    /// <summary>What a window of a coalesced stream was made of.</summary>
    public const string Window = "stream.window";

    public const string Tick = "stats.tick";

    /// <summary>Those that a listener may choose among. The others belong to the stream itself and always come.</summary>
    public static IReadOnlyList<string> Chosen { get; } =
        [.. Enum.GetValues<FactKind>().Select(kind => kind.Name()), Tick, "alert.raised", "alert.cleared", "operation.progress"];
}
