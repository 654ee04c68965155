using Akka.Configuration;

namespace Jobs.Kernel.Tests.Configuration;

public sealed class ConfigTests
{
    [Theory]
    [InlineData("5", 5)]
    [InlineData("5ms", 5)]
    [InlineData("1.5 s", 1_500)]
    [InlineData("2 minutes", 120_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("1 day", 86_400_000)]
    public void A_time_has_a_unit_or_is_in_milliseconds(string text, long milliseconds)
        => Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), ConfigurationFactory.ParseString($"a = {text}").GetTimeSpan("a"));

    [Fact]
    public void An_infinite_time_is_the_infinite_timeout()
        => Assert.Equal(Timeout.InfiniteTimeSpan, ConfigurationFactory.ParseString("a = infinite").GetTimeSpan("a"));

    [Theory]
    [InlineData("12", 12)]
    [InlineData("64 KiB", 65_536)]
    [InlineData("64k", 65_536)]
    [InlineData("2 MB", 2_000_000)]
    [InlineData("16MiB", 16_777_216)]
    public void A_size_has_a_unit_or_is_in_bytes(string text, long bytes)
        => Assert.Equal(bytes, ConfigurationFactory.ParseString($"a = {text}").GetByteSize("a"));

    [Theory]
    [InlineData("-1s")]
    [InlineData("5 parsecs")]
    public void A_time_that_is_none_is_refused(string text)
        => Assert.Throws<FormatException>(() => ConfigurationFactory.ParseString($"a = {text}").GetTimeSpan("a"));

    [Fact]
    public void A_missing_path_gives_the_default()
    {
        var config = ConfigurationFactory.ParseString("a = 1");

        Assert.Null(config.GetString("b"));
        Assert.Equal("x", config.GetString("b.c", "x"));
        Assert.Equal(7, config.GetInt("b", 7));
        Assert.Null(config.GetConfig("b"));
        Assert.False(config.HasPath("a.b"));
        Assert.True(config.GetBoolean("b", true));
    }

    [Fact]
    public void A_fallback_speaks_where_the_configuration_is_silent()
    {
        var above = ConfigurationFactory.ParseString("a { b = 1, c = 2 }");
        var beneath = ConfigurationFactory.ParseString("a { b = 9, d = 3 }\ne = 4");

        var merged = above.WithFallback(beneath);

        Assert.Equal((1, 2, 3, 4), (merged.GetInt("a.b"), merged.GetInt("a.c"), merged.GetInt("a.d"), merged.GetInt("e")));
        Assert.Equal(3, merged.GetConfig("a")!.GetInt("d"));
        Assert.Equal(["a", "e"], merged.AsEnumerable().Select(item => item.Key).Order());
        Assert.False(above.HasPath("e"));
        Assert.Equal(9, beneath.GetInt("a.b"));
    }

    [Fact]
    public void Nothing_and_something_fall_back_to_each_other()
    {
        var something = ConfigurationFactory.ParseString("a = 1");

        Assert.True(Config.Empty.IsEmpty);
        Assert.Equal(1, Config.Empty.WithFallback(something).GetInt("a"));
        Assert.Equal(1, something.WithFallback(Config.Empty).GetInt("a"));
        Assert.True(((Config?)null).IsNullOrEmpty());
    }

    [Fact]
    public void The_reference_configuration_can_be_read()
        => Assert.Equal("INFO", ConfigurationFactory.Default().GetString("akka.loglevel"));
}
