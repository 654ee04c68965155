using Jobs.Core.Lifecycle;
using Jobs.Messages;

namespace Jobs.Core.Tests.Lifecycle;

public sealed class AdmissionTests
{
    private static readonly QueuePolicy Policy = new QueueUnderTest(payloadBytesMax: 1024).Policy;

    public static TheoryData<string, EnqueueJob> Outside => new()
    {
        { "id", Ask with { Id = default } },
        { "type", Ask with { Type = "" } },
        { "type", Ask with { Type = null! } },
        { "type", Ask with { Type = new string('x', JobBounds.TypeLengthMax + 1) } },
        { "type", Ask with { Type = "a\0b" } },
        { "type", Ask with { Type = "a\ud800" } },
        { "payload", Ask with { Payload = null! } },
        { "payload", Ask with { Payload = new JobPayload(new byte[1], null!) } },
        { "payload", Ask with { Payload = new JobPayload(new byte[1], KeyId: null!) } },
        { "payload", Ask with { Payload = new JobPayload(new byte[1], "") } },
        { "payload", Ask with { Payload = new JobPayload(new byte[1], new string('x', JobBounds.KeyLengthMax + 1)) } },
        { "payload", Ask with { Payload = new JobPayload(new byte[1], "text/\udc00") } },
        { "payload", Ask with { Payload = new JobPayload(new byte[1], KeyId: new string('x', JobBounds.KeyLengthMax + 1)) } },
        { "payload", Ask with { Payload = new JobPayload(new byte[1], KeyId: "\ud800") } },
        { "job", Ask with { Tags = null! } },
        { "by", Ask with { By = null! } },
        { "traceParent", Ask with { TraceParent = null! } },
        { "job", Ask with { Retry = new RetryPolicy { Delays = null! } } },
        { "priority", Ask with { Priority = JobPriority.Critical - 1 } },
        { "priority", Ask with { Priority = JobPriority.Lowest + 1 } },
        { "maxAttempts", Ask with { MaxAttempts = 0 } },
        { "maxAttempts", Ask with { MaxAttempts = JobBounds.MaxAttemptsMax + 1 } },
        { "timeoutMs", Ask with { Timeout = JobBounds.TimeoutMin - TimeSpan.FromTicks(1) } },
        { "timeoutMs", Ask with { Timeout = JobBounds.TimeoutMax + TimeSpan.FromTicks(1) } },
        { "partitionKey", Ask with { PartitionKey = "" } },
        { "partitionKey", Ask with { PartitionKey = new string('x', JobBounds.KeyLengthMax + 1) } },
        { "by", Ask with { By = new string('x', JobBounds.ByLengthMax + 1) } },
        { "by", Ask with { By = "\n" } },
        { "traceParent", Ask with { TraceParent = new string('x', JobBounds.TraceParentLengthMax + 1) } },
        { "traceParent", Ask with { TraceParent = "00-\ud800" } },
        { "runAt", Ask with { Delay = TimeSpan.Zero, RunAt = QueueUnderTest.Morning } },
        { "delayMs", Ask with { Delay = TimeSpan.FromTicks(-1) } },
        { "delayMs", Ask with { Delay = JobBounds.DelayMax + TimeSpan.FromTicks(1) } },
        { "tags", Ask with { Tags = [.. Enumerable.Repeat("x", JobBounds.TagsMax + 1)] } },
        { "tags[1]", Ask with { Tags = ["x", ""] } },
        { "tags[0]", Ask with { Tags = [new string('x', JobBounds.TagLengthMax + 1)] } },
        { "tags[0]", Ask with { Tags = [null!] } },
        { "backoff.factor", Ask with { Retry = new RetryPolicy { Factor = double.NaN } } },
        { "backoff.delaysMs", Ask with { Retry = new RetryPolicy { Kind = RetryKind.List } } },
        { "backoff.delaysMs", Ask with { Retry = new RetryPolicy { Kind = RetryKind.Fixed, Delays = [.. Enumerable.Repeat(TimeSpan.FromSeconds(1), RetryPolicy.DelaysMax + 1)] } } },
    };

    public static TheoryData<EnqueueJob> AtTheBound => new()
    {
        Ask,
        Ask with { Type = new string('x', JobBounds.TypeLengthMax) },
        Ask with { Payload = new JobPayload(new byte[1024]) },
        Ask with { Payload = new JobPayload(default, new string('x', JobBounds.KeyLengthMax), new string('k', JobBounds.KeyLengthMax)) },
        Ask with { Priority = JobPriority.Critical, MaxAttempts = JobBounds.MaxAttemptsMin, Timeout = JobBounds.TimeoutMin, Delay = TimeSpan.Zero },
        Ask with { Priority = JobPriority.Lowest, MaxAttempts = JobBounds.MaxAttemptsMax, Timeout = JobBounds.TimeoutMax, Delay = JobBounds.DelayMax },
        Ask with { PartitionKey = new string('x', JobBounds.KeyLengthMax), By = new string('x', JobBounds.ByLengthMax), TraceParent = new string('x', JobBounds.TraceParentLengthMax) },
        Ask with { Tags = [.. Enumerable.Repeat(new string('x', JobBounds.TagLengthMax), JobBounds.TagsMax)] },
        Ask with { Type = "\ud83d\ude00", Tags = ["été"] },
        Ask with { RunAt = DateTimeOffset.MaxValue },
    };

    private static EnqueueJob Ask => QueueUnderTest.Ask("a");

    [Theory]
    [MemberData(nameof(Outside), DisableDiscoveryEnumeration = true)]
    public void What_is_out_of_bounds_is_refused_by_the_name_of_its_field(string field, EnqueueJob job)
    {
        var refusal = Admission.Check(job, Policy);

        Assert.Equal((Refusal.Codes.InvalidRequest, field), (refusal?.Code, refusal?.Field));
        Assert.StartsWith(field + ": ", refusal!.Detail, StringComparison.Ordinal);
        Assert.Null(refusal.RetryAfter);
    }

    [Theory]
    [MemberData(nameof(AtTheBound), DisableDiscoveryEnumeration = true)]
    public void What_is_just_within_the_bounds_is_admitted_and_can_be_stored(EnqueueJob job)
    {
        Assert.Null(Admission.Check(job, Policy));
        var accepted = Assert.IsType<JobAccepted>(new QueueUnderTest().Enqueue(job).Event);
        Assert.NotEqual(0, Jobs.Journal.QueueEventWriter.ToWire(accepted).CalculateSize());
    }

    [Fact]
    public void A_payload_over_the_bound_is_refused_with_its_size_and_the_bound()
    {
        var refusal = Admission.Check(Ask with { Payload = new JobPayload(new byte[1025]) }, Policy);

        Assert.Equal(Refusal.Codes.PayloadTooLarge, refusal?.Code);
        Assert.Contains("1025", refusal!.Detail, StringComparison.Ordinal);
        Assert.Contains("1024", refusal.Detail, StringComparison.Ordinal);
    }
}
