using Akka.Configuration;

namespace Jobs.Kernel.Tests.Configuration.Hocon;

public sealed class HoconTests
{
    [Theory]
    [InlineData("a.b = 1")]
    [InlineData("a { b : 1 }")]
    [InlineData("{ a { b = 1 } }")]
    [InlineData("a { b = 2 }\na.b = 1 # the last one counts")]
    [InlineData("a { c = 2 }\na { b = 1 } // objects are merged")]
    [InlineData("\"a\".\"b\" = \"1\"")]
    [InlineData("base = 1\na.b = ${base}")]
    [InlineData("a.b = ${base}\nbase = 1")]
    [InlineData("a.b = 1\na.b = ${?absent}")]
    [InlineData("a { b = 1, c = 2 }, d = 3")]
    [InlineData("base { b = 1, c = 2 }\na = ${base} { c = 3 }")]
    public void The_same_setting_can_be_written_in_many_ways(string hocon)
        => Assert.Equal(1, ConfigurationFactory.ParseString(hocon).GetInt("a.b"));

    [Theory]
    [InlineData("a = one two", "one two")]
    [InlineData("a = one ${b} three\nb = two", "one two three")]
    [InlineData("a = \"  kept \"", "  kept ")]
    [InlineData("a = \"tab\\tquote\\\"u\\u0041\"", "tab\tquote\"uA")]
    [InlineData("a = \"\"\"raw \\n \"quoted\" \"\"\"", "raw \\n \"quoted\" ")]
    [InlineData("a = http://localhost", "http:")]
    [InlineData("a = \"http://localhost\"", "http://localhost")]
    [InlineData("a = C-1.5/x_y", "C-1.5/x_y")]
    [InlineData("a = null", null)]
    public void Text_is_read_as_written(string hocon, string? expected)
    {
        if (expected == "http:")
            Assert.Throws<ConfigurationException>(() => ConfigurationFactory.ParseString(hocon));
        else
            Assert.Equal(expected, ConfigurationFactory.ParseString(hocon).GetString("a"));
    }

    [Fact]
    public void A_key_in_quotes_keeps_its_dots()
    {
        var config = ConfigurationFactory.ParseString("bindings { \"Jobs.Event, Jobs\" = proto }");

        Assert.Equal("proto", config.GetString("bindings.\"Jobs.Event, Jobs\""));
        Assert.False(config.HasPath("bindings.Jobs"));
    }

    [Fact]
    public void Lists_span_lines_and_join()
    {
        var config = ConfigurationFactory.ParseString("a = [x, \"y z\"\n w,] [v]\nb = [{ c = 1 }, { c = 2 }]\nempty = []");

        Assert.Equal(["x", "y z", "w", "v"], config.GetStringList("a"));
        Assert.Equal([1, 2], config.GetValue("b")!.GetArray().Select(item => item.GetChildObject("c")!.GetInt()));
        Assert.Empty(config.GetStringList("empty"));
        Assert.Empty(config.GetStringList("missing"));
    }

    [Theory]
    [InlineData("a = 1\nb = ", "line 2, column 5: expected a value, got the end")]
    [InlineData("a {\n  b = 1\n", "line 1, column 3: this { has no }")]
    [InlineData("a = [1, 2", "line 1, column 5: this [ has no ]")]
    [InlineData("a = \"open\nb = 1", "line 1, column 5: the text that opens here has no closing quote on its line")]
    [InlineData("a = 1 }", "line 1, column 7: expected")]
    [InlineData("a\nb = 1", "line 2, column 1: expected =, : or { after the key 'a'")]
    [InlineData("= 1", "line 1, column 1: expected a key, got '='")]
    [InlineData("a = ${b}", "line 1, column 5: ${b} is not set in this file")]
    [InlineData("a = ${b}\nb = ${a}", "depends on itself")]
    [InlineData("include \"other.conf\"", "line 1, column 1: include is not supported; merge files with WithFallback")]
    [InlineData("a += 1", "+= is not supported")]
    [InlineData("a = x { b = 1 }", "text cannot stand beside an object or a list")]
    [InlineData("a = \"\\q\"", "line 1, column 7: \\q is no escape")]
    public void A_syntax_error_names_its_place(string hocon, string expected)
    {
        var error = Assert.Throws<ConfigurationException>(() => ConfigurationFactory.ParseString(hocon));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_nested_beyond_the_limit_is_refused()
        => Assert.Throws<ConfigurationException>(() => ConfigurationFactory.ParseString("a = " + new string('[', 10_000)));

    [Fact]
    public void What_is_written_out_reads_back_the_same()
    {
        var config = ConfigurationFactory.ParseString("a { b = \"x: \\\"y\\\"\", \"c.d\" { e = [1, two words] } }\nf = on");

        var copy = ConfigurationFactory.ParseString(config.ToString());

        Assert.Equal("x: \"y\"", copy.GetString("a.b"));
        Assert.Equal(["1", "two words"], copy.GetStringList("a.\"c.d\".e"));
        Assert.True(copy.GetBoolean("f"));
    }
}
