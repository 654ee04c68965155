using System.Buffers.Binary;
using System.Runtime.Serialization;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Jobs.Core;

namespace Jobs.Journal;

/// <summary>How single values stand on the wire; the schema says the same in words.</summary>
internal static class WireValues
{
    public static (ulong High, ulong Low, string Text) ToWire(JobId id) => id.Uuid is { } uuid ? ToWire(uuid) : (0, 0, id.ToString());

    public static (ulong High, ulong Low, string Text) ToWire(Guid uuid)
    {
        Span<byte> bytes = stackalloc byte[16];
        uuid.TryWriteBytes(bytes, bigEndian: true, out _);
        return (BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]), "");
    }

    public static JobId ToId(ulong high, ulong low, string text) => text.Length > 0 ? JobId.Parse(text) : JobId.FromUuid(ToGuid(high, low));

    public static Guid ToGuid(ulong high, ulong low)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, high);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], low);
        return new Guid(bytes, bigEndian: true);
    }

    public static DateTimeOffset ToTime(long ticks) => new(ticks, TimeSpan.Zero);

    public static Wire.Payload? ToWire(JobPayload? payload) => payload is null ? null : new Wire.Payload
    {
        Bytes = UnsafeByteOperations.UnsafeWrap(payload.Bytes),
        ContentType = payload.ContentType == JobPayload.JsonContentType ? "" : payload.ContentType,
        KeyId = payload.KeyId,
    };

    /// <summary>A value that a newer version may have added is refused, like an event that it added.</summary>
    public static TEnum ToKnown<TEnum>(uint number)
        where TEnum : struct, Enum
    {
        var value = (TEnum)Enum.ToObject(typeof(TEnum), number);
        return Enum.IsDefined(value)
            ? value
            : throw new SerializationException($"{number} is no {typeof(TEnum).Name} that this version knows; it was written by a newer one.");
    }

    public static JobPayload? ToPayload(Wire.Payload? payload) => payload is null ? null : new JobPayload(
        payload.Bytes.Memory, payload.ContentType.Length == 0 ? JobPayload.JsonContentType : payload.ContentType, payload.KeyId);

    public static Wire.Error ToWire(JobError error)
    {
        var wire = new Wire.Error { Type = error.Type, Message = error.Message };
        if (error.Stack is not null)
            wire.Stack = error.Stack;
        return wire;
    }

    public static JobError ToError(Wire.Error error) => new(error.Type, error.Message, error.HasStack ? error.Stack : null);

    public static Wire.Cause? ToWire(Cause cause) =>
        cause.By.Length == 0 && cause.TraceParent.Length == 0 ? null : new Wire.Cause { By = cause.By, TraceParent = cause.TraceParent };

    public static Cause ToCause(Wire.Cause? cause) => cause is null ? Cause.Queue : new Cause(cause.By, cause.TraceParent);

    public static Wire.Retry? ToWire(RetryPolicy? retry)
    {
        if (retry is null)
            return null;
        var wire = new Wire.Retry
        {
            Kind = (uint)retry.Kind,
            Delay = retry.Delay.Ticks,
            Factor = retry.Factor,
            Jitter = retry.Jitter,
            MaxDelay = retry.MaxDelay.Ticks,
            Delays = { retry.Delays.Select(delay => delay.Ticks) },
        };
        if (retry.JitterTime is { } time)
            wire.JitterTime = time.Ticks;
        return wire;
    }

    public static RetryPolicy? ToRetry(Wire.Retry? retry) => retry is null ? null : new RetryPolicy
    {
        Kind = ToKnown<RetryKind>(retry.Kind),
        Delay = new TimeSpan(retry.Delay),
        Delays = [.. retry.Delays.Select(ticks => new TimeSpan(ticks))],
        Factor = retry.Factor,
        Jitter = retry.Jitter,
        JitterTime = retry.HasJitterTime ? new TimeSpan(retry.JitterTime) : null,
        MaxDelay = new TimeSpan(retry.MaxDelay),
    };

    public static Wire.LiveRate? ToWire(LiveRate? rate) =>
        rate is null ? null : new Wire.LiveRate { Max = (uint)(rate.Limit?.Max ?? 0), Window = rate.Limit?.Window.Ticks ?? 0 };

    public static LiveRate? ToLiveRate(Wire.LiveRate? rate) =>
        rate is null ? null : new LiveRate(rate.Max == 0 ? null : new RateLimit((int)rate.Max, new TimeSpan(rate.Window)));

    public static IReadOnlyList<string> ToTags(RepeatedField<string> tags) => tags.Count == 0 ? [] : [.. tags];
}
