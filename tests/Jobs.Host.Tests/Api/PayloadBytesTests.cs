using System.Text;
using Jobs.Host.Api;

namespace Jobs.Host.Tests.Api;

public sealed class PayloadBytesTests
{
    [Theory]
    [InlineData("1", "1")]
    [InlineData(" { \"a\" : [ 1 , 2 ] }\r\n\t", "{\"a\":[1,2]}")]
    [InlineData("\"a b\\\" c\"", "\"a b\\\" c\"")]
    [InlineData("\"\\\\\" ", "\"\\\\\"")]
    [InlineData("\"\\ud83d\\ude00\"", "\"\\ud83d\\ude00\"")]
    [InlineData("\"\\\\ud800\"", "\"\\\\ud800\"")]
    public void White_space_between_tokens_goes_and_all_else_stays(string json, string kept) =>
        Assert.Equal(kept, Encoding.UTF8.GetString(PayloadBytes.Copy(Encoding.UTF8.GetBytes(json))!));

    [Theory]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"\\udc00\"")]
    [InlineData("\"\\ud800\\ud800\"")]
    [InlineData("\"\\ud800x\"")]
    [InlineData("{\"\\uDFFF\":1}")]
    public void Half_a_surrogate_pair_is_no_text(string json) => Assert.Null(PayloadBytes.Copy(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void An_idempotency_key_belongs_to_its_queue_and_makes_a_UUIDv8()
    {
        var id = IdempotencyKey.ToJobId("email", "k");

        Assert.Equal(id, IdempotencyKey.ToJobId("email", "k"));
        Assert.NotEqual(id, IdempotencyKey.ToJobId("pdf", "k"));
        Assert.Equal(8, id.Uuid!.Value.Version);
    }
}
