using System.Text;
using System.Text.Json;

namespace Jobs.Core.Tests;

public sealed class UniqueKeyTests
{
    [Theory]
    [InlineData("""{"a":1,"b":[2,{"d":"x","c":null}]}""", """ { "b" : [ 2, { "c":null, "d":"\u0078" } ], "a":1 } """)]
    [InlineData("\"ä/\"", "\"\\u00e4\\/\"")]
    [InlineData("[]", " [ ] ")]
    public void The_same_value_has_the_same_key(string one, string other) => Assert.Equal(Key(one), Key(other));

    [Theory]
    [InlineData("1", "1.0")]
    [InlineData("12345678901234567890123", "12345678901234567890124")]
    [InlineData("[1,2]", "[2,1]")]
    [InlineData("\"1\"", "1")]
    [InlineData("{\"a\":null}", "{}")]
    [InlineData("{\"a\":1,\"a\":2}", "{\"a\":2,\"a\":1}")]
    public void Another_value_has_another_key(string one, string other) => Assert.NotEqual(Key(one), Key(other));

    [Fact]
    public void A_key_is_within_its_bounds_however_long_the_payload() =>
        Assert.True(JobBounds.IsPrintable(Key($"\"{new string('x', 100_000)}\""), JobBounds.KeyLengthMax));

    [Fact]
    public void What_is_not_plain_JSON_makes_no_key()
    {
        Assert.ThrowsAny<JsonException>(() => Key("{"));
        Assert.ThrowsAny<JsonException>(() => Key(new string('[', JobBounds.JsonDepthMax + 1) + new string(']', JobBounds.JsonDepthMax + 1)));
        Assert.ThrowsAny<JsonException>(() => UniqueKey.OfPayload(new JobPayload("1"u8.ToArray(), "text/plain")));
    }

    private static string Key(string json) => UniqueKey.OfPayload(new JobPayload(Encoding.UTF8.GetBytes(json)));
}
