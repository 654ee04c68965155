namespace Jobs.Core.Tests;

public sealed class JobIdTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("A-Z.a_z-09")]
    [InlineData("0")]
    public void Letters_digits_dots_underscores_and_dashes_make_an_id(string text)
    {
        Assert.Equal(text, JobId.Parse(text).ToString());
        Assert.Null(JobId.Parse(text).Uuid);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("a\0")]
    [InlineData("é")]
    [InlineData("١")]
    public void Anything_else_makes_none(string? text)
    {
        Assert.False(JobId.TryParse(text, out var id));
        Assert.True(id.IsEmpty);
    }

    [Fact]
    public void An_id_has_at_most_128_characters()
    {
        Assert.True(JobId.TryParse(new string('x', JobId.LengthMax), out _));
        Assert.Throws<FormatException>(() => JobId.Parse(new string('x', JobId.LengthMax + 1)));
    }

    [Fact]
    public void A_uuid_in_its_usual_form_is_kept_as_a_uuid()
    {
        const string Text = "0198c0de-0000-7000-8000-0123456789ab";

        Assert.Equal(new Guid(Text), JobId.Parse(Text).Uuid);
        Assert.Equal(Text, JobId.Parse(Text).ToString());
        Assert.Equal(JobId.FromUuid(new Guid(Text)), JobId.Parse(Text));
    }

    [Theory]
    [InlineData("0198C0DE-0000-7000-8000-0123456789AB")]
    [InlineData("0198c0de000070008000-0123456789ab000")]
    [InlineData("0x98c0de-0000-7000-8000-0123456789ab")]
    [InlineData("0198c0de-0x00-7000-8000-0123456789ab")]
    [InlineData("0198c0de-0000-7000-8000-0x23456789ab")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    public void Another_spelling_is_another_id_and_stays_as_it_was_given(string text)
    {
        var id = JobId.Parse(text);

        Assert.Null(id.Uuid);
        Assert.Equal(text, id.ToString());
        Assert.False(id.IsEmpty);
    }

    [Fact]
    public void The_empty_uuid_is_no_id()
    {
        Assert.True(default(JobId).IsEmpty);
        Assert.Throws<ArgumentException>(() => JobId.FromUuid(Guid.Empty));
    }

    [Fact]
    public void Ids_sort_as_their_texts_do()
    {
        var texts = new[] { "0198c0de-0000-7000-8000-0123456789ab", "B", "a", "0198", "Z.1", "ffffffff-0000-4000-8000-000000000000" };

        Assert.Equal(texts.Order(StringComparer.Ordinal), texts.Select(JobId.Parse).Order().Select(id => id.ToString()));
    }
}
