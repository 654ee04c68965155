using Akka.Actor;
using Jobs.Core;

namespace Jobs.Queues;

/// <summary>From the index, by way of the queue's own question: payloads of jobs that are about to start.</summary>
/// <param name="Asked">The jobs, in the order in which they were asked for.</param>
/// <param name="Looked">So many of them were looked for; the others have to be asked for again.</param>
internal sealed record PayloadsRead(IReadOnlyList<Job> Asked, int Looked, IReadOnlyDictionary<long, JobPayload> Payloads) : INoSerializationVerificationNeeded;

/// <summary>The index could not be read, or did not answer.</summary>
internal sealed record PayloadsUnreadable(Exception Cause) : INoSerializationVerificationNeeded;

/// <summary>It is time to try again.</summary>
internal sealed record ReadPayloadsAgain : INoSerializationVerificationNeeded
{
    public static ReadPayloadsAgain Instance { get; } = new();
}
