using System.Globalization;
using System.Text.Json;

namespace Jobs.Workers;

/// <summary>
/// Between a job's bytes and a handler's types: JSON, unless the type asks for the payload as it is (<see cref="JobPayload"/>) or for its bytes
/// (<see cref="ReadOnlyMemory{T}"/> of bytes).
/// </summary>
internal static class TypedPayload
{
    public const string BinaryContentType = "application/octet-stream";

    /// <exception cref="RejectException">The payload is not a <typeparamref name="T"/>, in any attempt.</exception>
    public static T Read<T>(JobPayload payload)
    {
        if (typeof(T) == typeof(JobPayload))
            return (T)(object)payload;
        if (typeof(T) == typeof(ReadOnlyMemory<byte>))
            return (T)(object)payload.Bytes;
        if (payload.KeyId.Length > 0)
            throw Unreadable<T>($"It is encrypted with key {payload.KeyId}.");
        if (payload.ContentType != JobPayload.JsonContentType)
            throw Unreadable<T>($"Its content type is {payload.ContentType}.");
        try
        {
            return JsonSerializer.Deserialize<T>(payload.Bytes.Span, JobPayload.JsonOptions) ?? OrNothing<T>();
        }
        catch (Exception e) when (e is not RejectException)
        {
            // Converters are the application's code and may throw anything.
            throw Unreadable<T>(JobErrors.MessageOf(e));
        }
    }

    /// <summary>A value as a job's payload or result. What is called an object is written as what it is.</summary>
    public static JobPayload Write<T>(T value) => value switch
    {
        JobPayload payload => payload,
        ReadOnlyMemory<byte> bytes => new JobPayload(bytes, BinaryContentType),
        _ => JobPayload.Json(value),
    };

    /// <summary>A handler's result. One that can not be stored rejects the job: its work is done, and doing it again would end the same way.</summary>
    /// <exception cref="RejectException">It can not be written, or is larger than <see cref="JobBounds.ResultBytesMax"/>.</exception>
    public static JobPayload? WriteResult<T>(T value)
    {
        if (value is null)
            return null;
        JobPayload result;
        try
        {
            result = Write(value);
        }
        catch (Exception e)
        {
            throw Unwritable($"can not be written as JSON: {JobErrors.MessageOf(e)}");
        }

        return result.Bytes.Length <= JobBounds.ResultBytesMax
            ? result
            : throw Unwritable(string.Create(CultureInfo.InvariantCulture, $"has {result.Bytes.Length} bytes; at most {JobBounds.ResultBytesMax} are stored."));
    }

    private static T OrNothing<T>() => Nullable.GetUnderlyingType(typeof(T)) is null ? throw Unreadable<T>("It is null.") : default!;

    private static RejectException Unreadable<T>(string why) =>
        new(new JobError(JobErrors.UnreadablePayloadType, CleanText.Of($"The payload is not a {typeof(T).Name}. {why}", JobError.MessageBytesMax)));

    private static RejectException Unwritable(string why) =>
        new(new JobError(JobErrors.UnwritableResultType, CleanText.Of($"The handler has done its work, but its result {why}", JobError.MessageBytesMax)));
}
