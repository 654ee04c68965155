using Jobs.Host.Dashboard;
using Jobs.Host.Dashboard.Charts;

namespace Jobs.Host.Tests.Dashboard;

public sealed class ShownTests
{
    private static readonly DateTimeOffset _now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, "0 ms")]
    [InlineData(250, "250 ms")]
    [InlineData(1000, "1 s")]
    [InlineData(4250, "4.2 s")]
    [InlineData(42_900, "42 s")]
    [InlineData(60_000, "1 min")]
    [InlineData(90_000, "1 min 30 s")]
    [InlineData(3_600_000, "1 h")]
    [InlineData(183_600_000, "2 d 3 h")]
    public void A_duration_has_its_two_largest_units(int milliseconds, string shown) => Assert.Equal(shown, Shown.Duration(TimeSpan.FromMilliseconds(milliseconds)));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(999, "999")]
    [InlineData(1_234_567, "1\u2009234\u2009567")]
    public void Numbers_are_grouped_by_thin_spaces(long number, string shown) => Assert.Equal(shown, Shown.Number(number));

    [Theory]
    [InlineData(0, "±0")]
    [InlineData(12, "+12")]
    [InlineData(-3, "\u22123")]
    public void A_change_has_its_sign(long change, string shown) => Assert.Equal(shown, Shown.Change(change));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.004, "<0.01")]
    [InlineData(0.25, "0.25")]
    [InlineData(12.34, "12.3")]
    [InlineData(12_345, "12\u2009345")]
    public void A_rate_has_three_digits(double rate, string shown) => Assert.Equal(shown, Shown.Rate(rate));

    [Fact]
    public void A_moment_is_told_from_now()
    {
        Assert.Equal("12 s ago", Shown.Relative(_now.AddSeconds(-12.4), _now));
        Assert.Equal("in 3 min", Shown.Relative(_now.AddMinutes(3), _now));
        Assert.Equal("now", Shown.Relative(_now.AddMilliseconds(-300), _now));
    }

    [Fact]
    public void A_long_id_loses_its_middle_and_a_short_one_nothing()
    {
        Assert.Equal("01a20254…c21f", Shown.ShortId("01a20254-b547-77e1-b281-15e92cf1c21f"));
        Assert.Equal("order-1000", Shown.ShortId("order-1000"));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.7, 1)]
    [InlineData(1.2, 2)]
    [InlineData(34, 50)]
    [InlineData(51, 100)]
    public void A_linear_scale_ends_at_a_round_number(double highest, double top) =>
        Assert.Equal(top, ChartScale.Linear([highest, null, 0], Shown.Rate).Marks[^1]);

    [Fact]
    public void On_a_logarithmic_scale_each_power_of_ten_is_as_high_as_the_next()
    {
        var scale = ChartScale.Logarithmic([10_000], 1, Shown.Rate);

        Assert.Equal([0, 0.25, 0.5, 0.75, 1], ((double[])[1, 10, 100, 1000, 10_000]).Select(value => Math.Round(scale.Place(value), 6)));
        Assert.Equal(0, scale.Place(0));
    }

    [Fact]
    public void A_line_has_a_gap_where_there_is_no_value_and_a_dot_where_one_stands_alone()
    {
        var scale = ChartScale.Linear([1], Shown.Rate);

        Assert.Equal("M0 160L250 160M750 16h.01", ChartDrawing.Path(scale, [0, 0, null, 1, null]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(0.99)]
    public void Names_at_the_ends_of_lines_do_not_cover_each_other(double last)
    {
        var scale = ChartScale.Linear([1], Shown.Rate);
        var chart = new ChartModel("t", scale, [_now], [new("a", "", [last]), new("b", "", [last]), new("c", "", [last + 0.01]), new("d", "", [null])]);

        var heights = ChartDrawing.Labels(chart).Select(label => label.Y).Order().ToArray();

        Assert.Equal(3, heights.Length);
        Assert.All(heights.Zip(heights.Skip(1)), pair => Assert.True(pair.Second - pair.First >= 16));
        Assert.InRange(heights[0], 12, ChartDrawing.Bottom);
        Assert.InRange(heights[^1], 12, ChartDrawing.Bottom + 4);
    }
}
