using System.Text;

namespace Jobs.Core.Tests;

public sealed class PayloadFingerprintTests
{
    [Theory]
    [InlineData("", 0, 0xEF46DB3751D8E999)]
    [InlineData("a", 0, 0xD24EC4F1A98C6E5B)]
    [InlineData("abc", 0, 0x44BC2CF5AD770999)]
    [InlineData("xxhash", 20141025, 0xB559B98D844E0635)]
    [InlineData("Nobody inspects the spammish repetition", 0, 0xFBCEA83C8A378BF1)]
    public void The_hash_is_that_of_its_specification(string text, ulong seed, ulong hash) => Assert.Equal(hash, XxHash64.Of(Encoding.UTF8.GetBytes(text), seed));

    [Fact]
    public void It_is_the_same_for_ever() => Assert.Equal(1298970445979425304UL, PayloadFingerprint.Of("send", JobPayload.Json(1)));

    [Fact]
    public void It_tells_apart_whatever_two_requests_may_differ_in()
    {
        JobPayload[] payloads = [JobPayload.Json(1), JobPayload.Json(2), JobPayload.Json(1) with { ContentType = "text/plain" }, JobPayload.Json(1) with { KeyId = "k" }];

        Assert.Equal(2 * payloads.Length, payloads.SelectMany(payload => (ulong[])[PayloadFingerprint.Of("a", payload), PayloadFingerprint.Of("b", payload)]).Distinct().Count());
    }
}
