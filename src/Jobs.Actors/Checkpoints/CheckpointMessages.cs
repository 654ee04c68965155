using Akka.Actor;

namespace Jobs.Checkpoints;

/// <summary>To its partition, last words of an actor whose index and pointer do not fit together: start another one that reads the whole journal.</summary>
internal sealed record ReplayWhole : INoSerializationVerificationNeeded
{
    public static ReplayWhole Instance { get; } = new();
}

/// <summary>To its partition, last words of an actor that could not read what is stored.</summary>
/// <param name="StaysDown">Another try can not help: start no other until somebody has looked.</param>
internal sealed record RecoveryFailed(string Reason, bool StaysDown) : INoSerializationVerificationNeeded;

/// <summary>To a queue or its dead letters: let the index follow at once. <see cref="IndexFollowed"/> comes back when it speaks for everything that was decided before this was asked, or could not within its time.</summary>
/// <param name="Within">After this time the answer comes anyway.</param>
/// <param name="AndPoint">Nothing more will come: the pointer is to be where the index is.</param>
internal sealed record FollowUp(TimeSpan Within, bool AndPoint = false) : INoSerializationVerificationNeeded;

/// <param name="IsBehind">It did not get there in time; what it says is of a moment before.</param>
internal sealed record IndexFollowed(bool IsBehind) : INoSerializationVerificationNeeded;
