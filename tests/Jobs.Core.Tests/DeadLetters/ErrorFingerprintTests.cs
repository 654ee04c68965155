using Jobs.DeadLetters;

namespace Jobs.Core.Tests.DeadLetters;

public sealed class ErrorFingerprintTests
{
    [Theory]
    [InlineData("order 17 has no address", "order 1718 has no address")]
    [InlineData("timeout after 30000ms at 10.0.0.1:443", "timeout after 31ms at 10.20.30.40:8443")]
    [InlineData("job 01a20247-6a16-7e2a-ba02-eff21eeee66d is unknown", "job 71b20247-0a16-7e2a-ba02-aff21eeee66e is unknown")]
    public void Messages_that_differ_in_words_with_digits_have_one_fingerprint(string one, string other) => Assert.Equal(ErrorFingerprint.Of(one), ErrorFingerprint.Of(other));

    [Fact]
    public void Other_words_make_another_one() => Assert.NotEqual(ErrorFingerprint.Of("no address"), ErrorFingerprint.Of("no name"));

    [Theory]
    [InlineData("order 17 has no address", "has no address")]
    [InlineData("line one\nand the second line", "and the second line")]
    [InlineData("17", null)]
    [InlineData("", null)]
    public void The_text_to_look_for_is_the_longest_stretch_that_all_of_them_have(string message, string? text) => Assert.Equal(text, ErrorFingerprint.Of(message).Text);

    [Fact]
    public void The_text_is_never_longer_than_a_filter_takes_and_never_ends_in_half_a_character()
    {
        var text = ErrorFingerprint.Of(new string('a', 159) + "\U0001F525 and more").Text;

        Assert.Equal(new string('a', 159), text);
    }
}
