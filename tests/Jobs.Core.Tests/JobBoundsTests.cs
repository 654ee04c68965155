namespace Jobs.Core.Tests;

public sealed class JobBoundsTests
{
    [Theory]
    [InlineData("a", true)]
    [InlineData("é ü 漢字", true)]
    [InlineData("\ud83d\ude00", true)]
    [InlineData("12345678", true)]
    [InlineData("123456789", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("\0", false)]
    [InlineData("a\u007f", false)]
    [InlineData("a\u0085", false)]
    public void A_text_has_its_length_and_no_control_character(string? text, bool printable) =>
        Assert.Equal(printable, JobBounds.IsPrintable(text, 8));

    // Not as InlineData: an attribute's text is UTF-8, which has no lone surrogates.
    [Fact]
    public void A_text_has_no_lone_surrogate() =>
        Assert.All(["\ud83d", "\ude00", "\ude00\ud83d", "\ud83d\ud83d\ude00", "a\ud83d"], text => Assert.False(JobBounds.IsPrintable(text, 8)));

    [Theory]
    [InlineData("email", true)]
    [InlineData("0-a_b", true)]
    [InlineData("-email", false)]
    [InlineData("_email", false)]
    [InlineData("Email", false)]
    [InlineData("e/mail", false)]
    [InlineData("é", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_queue_name_is_lower_case_letters_digits_underscores_and_dashes(string? name, bool allowed) =>
        Assert.Equal(allowed, JobBounds.IsQueueName(name));

    [Fact]
    public void A_queue_name_has_at_most_64_characters()
    {
        Assert.True(JobBounds.IsQueueName(new string('q', JobBounds.QueueNameLengthMax)));
        Assert.False(JobBounds.IsQueueName(new string('q', JobBounds.QueueNameLengthMax + 1)));
    }
}
