using System.Text;
using Jobs.Workers;

namespace Jobs.Actors.Tests.Workers;

public sealed class CleanTextTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("plain\ttext\n", "plain\ttext\n")]
    [InlineData("Grüße, 世界 🎉", "Grüße, 世界 🎉")]
    [InlineData("a\0b\u001bc\u0085", "a\uFFFDb\uFFFDc\uFFFD")]
    [InlineData("line\r\n", "line\uFFFD\n")]
    public void Control_characters_are_replaced_and_the_rest_stays(string? text, string clean) => Assert.Equal(clean, CleanText.Of(text, 100));

    [Fact]
    public void Lone_surrogates_are_replaced()
    {
        // Not as test data: those pass through UTF-8, which has no lone surrogates.
        Assert.Equal("a\uFFFDb", CleanText.Of("a" + (char)0xD800 + "b", 100));
        Assert.Equal("\uFFFD", CleanText.Of(((char)0xDC00).ToString(), 100));
    }

    [Theory]
    [InlineData('a')]
    [InlineData('ü')]
    [InlineData('€')]
    public void What_is_within_the_bound_in_bytes_stays_whole(char c)
    {
        var text = new string(c, 30 / Encoding.UTF8.GetByteCount([c]));

        Assert.Equal(text, CleanText.Of(text, 30));
    }

    [Fact]
    public void What_is_longer_is_cut_between_characters_and_says_so()
    {
        var cut = CleanText.Of(string.Concat(Enumerable.Repeat("🎉", 100)), 50);

        Assert.Equal(string.Concat(Enumerable.Repeat("🎉", 10)) + " … (cut)", cut);
        Assert.True(Encoding.UTF8.GetByteCount(cut) <= 50);
    }
}
