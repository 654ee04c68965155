using System.Text;
using System.Text.Json;
using Jobs.Workers;

namespace Jobs.Actors.Tests.Workers;

public sealed class TypedPayloadTests
{
    [Fact]
    public void Json_is_read_as_the_handlers_type() => Assert.Equal(new Mail("a@example.com"), TypedPayload.Read<Mail>(Json("""{"to":"a@example.com"}""")));

    [Fact]
    public void An_element_a_payload_and_bytes_are_given_as_they_are()
    {
        var payload = Json("""{"n":1.000000000000000000001}""");

        Assert.Equal("1.000000000000000000001", TypedPayload.Read<JsonElement>(payload).GetProperty("n").GetRawText());
        Assert.Same(payload, TypedPayload.Read<JobPayload>(payload));
        Assert.Equal(payload.Bytes, TypedPayload.Read<ReadOnlyMemory<byte>>(payload));
    }

    [Theory]
    [InlineData("""{"to":1}""")]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("null")]
    public void What_is_not_the_handlers_type_is_rejected(string json)
    {
        var rejected = Assert.Throws<RejectException>(() => TypedPayload.Read<Mail>(Json(json)));

        Assert.Equal("unreadable-payload", rejected.Error.Type);
        Assert.StartsWith("The payload is not a Mail. ", rejected.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Null_is_a_value_of_a_nullable_type_and_an_element()
    {
        Assert.Null(TypedPayload.Read<int?>(JobPayload.Null));
        Assert.Equal(JsonValueKind.Null, TypedPayload.Read<JsonElement>(JobPayload.Null).ValueKind);
    }

    [Fact]
    public void What_is_encrypted_or_not_json_is_rejected()
    {
        Assert.Contains("key k1", Assert.Throws<RejectException>(() => TypedPayload.Read<Mail>(JobPayload.Null with { KeyId = "k1" })).Error.Message, StringComparison.Ordinal);
        Assert.Contains("text/plain", Assert.Throws<RejectException>(() => TypedPayload.Read<Mail>(JobPayload.Null with { ContentType = "text/plain" })).Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_result_is_written_as_json()
    {
        Assert.Equal(Json("""{"to":"b"}"""), TypedPayload.WriteResult(new Mail("b")));
        Assert.Null(TypedPayload.WriteResult<Mail?>(null));
    }

    [Fact]
    public void A_result_that_is_too_large_is_rejected_with_the_bound()
    {
        var largest = new string('x', JobBounds.ResultBytesMax - 2);

        Assert.Equal(JobBounds.ResultBytesMax, TypedPayload.WriteResult(largest)!.Bytes.Length);
        var rejected = Assert.Throws<RejectException>(() => TypedPayload.WriteResult(largest + "x"));
        Assert.Equal(new JobError("unwritable-result", "The handler has done its work, but its result has 262145 bytes; at most 262144 are stored."), rejected.Error);
    }

    [Fact]
    public void A_result_that_is_no_json_is_rejected()
    {
        var circle = new List<object>();
        circle.Add(circle);

        Assert.Equal("unwritable-result", Assert.Throws<RejectException>(() => TypedPayload.WriteResult(circle)).Error.Type);
    }

    private static JobPayload Json(string json) => new(Encoding.UTF8.GetBytes(json));

    private sealed record Mail(string To);
}
