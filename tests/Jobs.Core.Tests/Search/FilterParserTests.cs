using Jobs.Search;
using Xunit.Abstractions;

namespace Jobs.Core.Tests.Search;

public sealed class FilterParserTests(ITestOutputHelper output)
{
    private const int Runs = 20_000;

    private static readonly string[] Pieces =
    [
        " ", "  ", "\t", "-", ":", ",", "\"", "\\", ".", "*", "<", "<=", ">", ">=", "=", "status", "type", "tag", "text", "payload", "payload.", "payload.a.0:", "priority:", "created:", "updated:<", "due:",
        "dead", "failed,dead", "42", "-1", "1.5e3", "99999999999999999999", "1h", "9999999d", "2026-11-01", "2026-13-01", "9999-12-31", "0001-01-01T00:00+14:00", "T08:00Z", "true", "null", "é", "\u0000", "\ud800", "😀", "a b", "\"a b\"",
    ];

    [Theory]
    [InlineData("", "")]
    [InlineData("  status:dead   type:a  ", "status:dead type:a")]
    [InlineData("refused", "text:refused")]
    [InlineData("\"connection refused\"", "text:\"connection refused\"")]
    [InlineData("-refused,lost", "-text:refused,lost")]
    [InlineData("-status:dead,failed", "-status:dead,failed")]
    [InlineData("priority:<=3,>8", "priority:<=3,>8")]
    [InlineData("tag:\"a \\\"b\\\" \\\\ c\"", "tag:\"a \\\"b\\\" \\\\ c\"")]
    [InlineData("type:\"\"", "type:\"\"")]
    [InlineData("worker:host/email/0 created:2026-11-01T08:00:00.5Z", "worker:host/email/0 created:2026-11-01T08:00:00.5Z")]
    [InlineData("payload.a.\"b c\".0.\"d.e\".\"\":-5", "payload.a.\"b c\".0.\"d.e\".\"\":-5")]
    [InlineData("payload.a", "text:payload.a")]
    public void A_filter_is_printed_as_it_would_be_typed(string text, string printed) => Assert.Equal(printed, JobFilter.Parse(text).ToString());

    [Fact]
    public void What_is_printed_is_read_again_as_the_same()
    {
        var random = Seeds.Random(output);
        var read = 0;
        for (var run = 0; run < Runs; run++)
        {
            var text = Make(random);
            if (TryParse(text) is not { } filter)
                continue;
            read++;
            var again = JobFilter.Parse(filter.ToString());
            Assert.Equal(filter.Terms.Select(Picture), again.Terms.Select(Picture));
            Assert.Equal(filter.ToString(), again.ToString());
        }

        Assert.True(read > Runs / 10, $"only {read} of {Runs} texts were filters");
    }

    [Fact]
    public void Whatever_is_typed_is_a_filter_or_is_refused_with_a_column_within_it_and_a_filter_can_be_asked_anything()
    {
        var random = Seeds.Random(output);
        SampleFields[] jobs = [new(), SampleFields.WithPayload("""{"a":[{"b":1e99},"x",null,true]}"""), SampleFields.WithPayload("{\"a\":\"\\ud800\"}"), SampleFields.WithPayload("{oops")];
        for (var run = 0; run < Runs; run++)
        {
            var text = Make(random);
            try
            {
                var filter = JobFilter.Parse(text);
                foreach (var job in jobs)
                    filter.Matches(job, QueueUnderTest.Morning);
            }
            catch (FilterException refused)
            {
                Assert.InRange(refused.Column, 1, text.Length + 1);
            }
        }
    }

    [Fact]
    public void Each_bound_holds_and_is_named()
    {
        Refuses(new string('a', FilterBounds.LengthMax + 1), "column 1001: expected at most 1000 characters, got 1001");
        Refuses(Repeat("a", FilterBounds.TermsMax + 1, " "), "column 65: expected at most 32 terms");
        Refuses($"type:{Repeat("a", FilterBounds.ValuesMax + 1, ",")}", "column 134: expected at most 64 values");
        Refuses($"payload.{Repeat("a", FilterBounds.PathDepthMax + 1, ".")}:1", "column 41: expected a path of at most 16 steps");
        JobFilter.Parse(Repeat("a", FilterBounds.TermsMax, " "));
        JobFilter.Parse($"type:{Repeat("a", FilterBounds.ValuesMax, ",")}");
        JobFilter.Parse($"payload.{Repeat("a", FilterBounds.PathDepthMax, ".")}:1");
    }

    private static void Refuses(string text, string message) => Assert.Equal(message, Assert.Throws<FilterException>(() => JobFilter.Parse(text)).Message);

    private static string Repeat(string text, int times, string between) => string.Join(between, Enumerable.Repeat(text, times));

    private static string Make(Random random) => string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => Pieces[random.Next(Pieces.Length)]));

    private static JobFilter? TryParse(string text)
    {
        try
        {
            return JobFilter.Parse(text);
        }
        catch (FilterException)
        {
            return null;
        }
    }

    private static string Picture(FilterTerm term) => $"{term.Field.GetType().Name} {term.Field.Name} {term.IsNegated} {string.Join('|', term.Values.Select(value => $"{value.Comparison} {value.Text} {value.IsQuoted}"))}";
}
