using System.Diagnostics;
using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Serialization;
using Jobs.Checkpoints;
using Jobs.Messages;
using Jobs.Operations;

namespace Jobs.Journal;

/// <summary>The one serializer of everything of Jobs that is stored or may cross a network. Manifests are words of ours, never names of types.</summary>
public sealed class JobsSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    /// <summary>Stored beside every row; never changed.</summary>
    public const int SerializerId = 7_405;

    public const string QueueCommitManifest = "queue-commit";
    public const string DeadLetterCommitManifest = "dead-commit";
    public const string IndexPointerManifest = "index-pointer";
    public const string OperationEventManifest = "operation-event";
    public const string OperationsSnapshotManifest = "operations-snapshot";
    public const string EnqueueJobManifest = "enqueue-job";
    public const string EnqueueJobsManifest = "enqueue-jobs";
    public const string JobEnqueuedManifest = "job-enqueued";
    public const string EnqueueRefusedManifest = "enqueue-refused";
    public const string JobsEnqueuedManifest = "jobs-enqueued";
    public const string BatchRefusedManifest = "batch-refused";

    /// <summary>Every type that is bound to this serializer.</summary>
    internal static IReadOnlyList<Type> Types { get; } =
    [
        typeof(QueueCommit), typeof(DeadLetterCommit), typeof(IndexPointer), typeof(OperationBegun), typeof(OperationAdvanced), typeof(OperationEnded), typeof(OperationsSnapshot),
        typeof(EnqueueJob), typeof(EnqueueJobs), typeof(JobEnqueued), typeof(EnqueueRefused), typeof(JobsEnqueued), typeof(BatchRefused),
    ];

    public override int Identifier => SerializerId;

    public override string Manifest(object o) => o switch
    {
        QueueCommit => QueueCommitManifest,
        DeadLetterCommit => DeadLetterCommitManifest,
        IndexPointer => IndexPointerManifest,
        OperationEvent => OperationEventManifest,
        OperationsSnapshot => OperationsSnapshotManifest,
        EnqueueJob => EnqueueJobManifest,
        EnqueueJobs => EnqueueJobsManifest,
        JobEnqueued => JobEnqueuedManifest,
        EnqueueRefused => EnqueueRefusedManifest,
        JobsEnqueued => JobsEnqueuedManifest,
        BatchRefused => BatchRefusedManifest,
        _ => throw new UnreachableException($"No manifest for {o.GetType().Name}"),
    };

    public override byte[] ToBinary(object obj) => obj switch
    {
        Commit commit => CommitCodec.Write(commit),
        IndexPointer pointer => IndexPointerCodec.Write(pointer),
        OperationEvent e => OperationCodec.Write(e),
        OperationsSnapshot snapshot => OperationCodec.Write(snapshot),
        _ => MessageCodec.Write(obj),
    };

    public override object FromBinary(byte[] bytes, string manifest) => manifest switch
    {
        QueueCommitManifest => CommitCodec.ReadQueue(bytes),
        DeadLetterCommitManifest => CommitCodec.ReadDeadLetters(bytes),
        IndexPointerManifest => IndexPointerCodec.Read(bytes),
        OperationEventManifest => OperationCodec.Read(bytes),
        OperationsSnapshotManifest => OperationCodec.ReadSnapshot(bytes),
        EnqueueJobManifest or EnqueueJobsManifest or JobEnqueuedManifest or EnqueueRefusedManifest or JobsEnqueuedManifest or BatchRefusedManifest => MessageCodec.Read(bytes, manifest),
        _ => throw new SerializationException($"'{manifest}' is no manifest of Jobs that this version knows."),
    };
}
