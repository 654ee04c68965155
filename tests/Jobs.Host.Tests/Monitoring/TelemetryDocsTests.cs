using System.Diagnostics.Metrics;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Jobs.Alerts;
using Jobs.Telemetry;

namespace Jobs.Host.Tests.Monitoring;

/// <summary>What the documents say of telemetry is what there is.</summary>
public sealed partial class TelemetryDocsTests(TestHost host) : IClassFixture<TestHost>
{
    private static readonly string[] _telemetry = File.ReadAllLines("pages/docs/telemetry.md");
    private static readonly string[] _operations = File.ReadAllLines("pages/docs/operations.md");

    [Fact]
    public void Each_log_event_is_listed_with_its_level_and_text()
    {
        var listed = Rows(_telemetry, "| id | level | event |").Select(row => $"| {row[0]} | {row[1]} | {row[2]} |");

        Assert.Equal(LogEventTests.Events().OrderBy(known => known.EventId).Select(known => $"| {known.EventId.ToString(CultureInfo.InvariantCulture)} | {known.Level} | {known.Message} |"), listed);
    }

    [Fact]
    public void Each_instrument_is_listed_with_its_kind_and_unit()
    {
        using var meter = new JobMeter(new Meter("Jobs of the documents"), new JobsGauges([], new AlertBoard(), () => default), keepsCounts: false);
        var instruments = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter == meter.Meter)
                instruments.Add($"{instrument.Name} {KindOf(instrument)} {instrument.Unit}".TrimEnd());
        };
        listener.Start();

        Assert.Equal(instruments.Order(StringComparer.Ordinal), Rows(_telemetry, "| instrument |").Select(row => $"{row[0]} {row[1]} {row[2]}".TrimEnd()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_attribute_of_a_span_is_listed()
    {
        var attributes = typeof(MessagingNames).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!).Where(name => name.Contains('.', StringComparison.Ordinal));

        Assert.Equal(attributes.Order(StringComparer.Ordinal), Rows(_telemetry, "| attribute |").Select(row => row[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Each_metric_of_Prometheus_is_named()
    {
        var families = PrometheusReader.Read(await host.Http.GetStringAsync("/metrics")).Types.Keys;

        var paragraph = string.Join(' ', _telemetry.SkipWhile(line => !line.StartsWith("**Prometheus**", StringComparison.Ordinal)).TakeWhile(line => line.Length > 0));
        Assert.Equal(families.Order(StringComparer.Ordinal), Code().Matches(paragraph).Select(code => code.Groups[1].Value).Where(code => code.Contains('_', StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_alert_is_listed_and_told_what_to_do_about()
    {
        var rules = Enum.GetValues<AlertRule>().Select(rule => rule.Name()).ToList();

        Assert.Equal(rules, Rows(_operations, "| rule |").Select(row => row[0]));
        var advice = string.Join(' ', _operations.SkipWhile(line => line != "### What to do").Where(line => line.StartsWith("**`", StringComparison.Ordinal)));
        Assert.All(rules, rule => Assert.Contains($"`{rule}`", advice, StringComparison.Ordinal));
    }

    private static string KindOf(Instrument instrument)
    {
        var name = instrument.GetType().Name;
        return name.StartsWith("Counter", StringComparison.Ordinal) ? "counter" : name.StartsWith("Histogram", StringComparison.Ordinal) ? "histogram" : name.StartsWith("ObservableGauge", StringComparison.Ordinal) ? "gauge" : name;
    }

    /// <summary>The cells of the table beneath this head, without code marks.</summary>
    private static List<string[]> Rows(string[] document, string head) =>
        [.. document.SkipWhile(line => !line.StartsWith(head, StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|')).Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim().Trim('`')).ToArray())];

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
