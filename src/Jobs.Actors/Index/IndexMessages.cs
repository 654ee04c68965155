using Akka.Actor;

namespace Jobs.Index;

/// <summary>To the index: stop when this actor has stopped.</summary>
internal sealed record StopIndexAfter(IActorRef Queues) : INoSerializationVerificationNeeded;

/// <summary>To the index: store this. <see cref="CheckpointStored"/> comes back when it is durable, <see cref="CheckpointFailed"/> when it certainly or possibly is not: the same part may be sent again.</summary>
internal sealed record StoreCheckpoint(IndexPart Part) : INoSerializationVerificationNeeded;

internal sealed record CheckpointStored(string PersistenceId, long SequenceNr) : INoSerializationVerificationNeeded;

internal sealed record CheckpointFailed(string PersistenceId, long SequenceNr, Exception Cause) : INoSerializationVerificationNeeded;

/// <summary>To the index: what do you have? <see cref="CheckpointLoaded"/> or <see cref="IndexUnreadable"/> comes back.</summary>
/// <param name="MinutesFrom">As in <see cref="IIndexReads.Load"/>.</param>
internal sealed record LoadCheckpoint(string PersistenceId, long MinutesFrom) : INoSerializationVerificationNeeded;

/// <param name="Checkpoint">Null: nothing is known of this id.</param>
internal sealed record CheckpointLoaded(StoredCheckpoint? Checkpoint) : INoSerializationVerificationNeeded;

/// <summary>The index could not be read.</summary>
internal sealed record IndexUnreadable(Exception Cause) : INoSerializationVerificationNeeded;

/// <summary>To the index: run this on a thread that reads and answer me with its result, or with <see cref="IndexUnreadable"/>. A page, a job, payloads.</summary>
/// <param name="Read">The message to send back.</param>
internal sealed record ReadIndex(Func<IIndexReads, object> Read) : INoSerializationVerificationNeeded;

/// <summary>To the index: run this on the thread that writes, between two transactions of parts, and answer me with its result, or with <see cref="IndexUnwritable"/>. A slice of retention.</summary>
/// <param name="Change">The message to send back.</param>
internal sealed record ChangeIndex(Func<IIndexWrites, object> Change) : INoSerializationVerificationNeeded;

/// <summary>The index could not be changed, or it is not known whether it was.</summary>
internal sealed record IndexUnwritable(Exception Cause) : INoSerializationVerificationNeeded;
