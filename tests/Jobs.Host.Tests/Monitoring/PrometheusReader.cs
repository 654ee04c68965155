using System.Globalization;
using System.Text;

namespace Jobs.Host.Tests.Monitoring;

/// <summary>Reads Prometheus' text format as strictly as its description allows, and fails at whatever is not in it.</summary>
internal sealed class PrometheusReader
{
    private readonly List<(string Name, Dictionary<string, string> Labels, double Value)> _samples = [];
    private readonly Dictionary<string, string> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _values = new(StringComparer.Ordinal);
    private string _family = "";

    public IReadOnlyList<(string Name, Dictionary<string, string> Labels, double Value)> Samples => _samples;

    public IReadOnlyDictionary<string, string> Types => _types;

    public static PrometheusReader Read(string text)
    {
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        var reader = new PrometheusReader();
        string? helped = null;
        foreach (var line in text[..^1].Split('\n'))
        {
            if (line.StartsWith("# HELP ", StringComparison.Ordinal))
            {
                helped = line.Split(' ', 4)[2];
            }
            else if (line.StartsWith("# TYPE ", StringComparison.Ordinal))
            {
                var words = line.Split(' ');
                Assert.Equal(4, words.Length);
                Assert.Equal(helped, words[2]);
                Assert.Contains(words[3], (string[])["counter", "gauge", "histogram"]);
                Assert.True(reader._types.TryAdd(words[2], words[3]), $"{words[2]} begins twice");
                reader._family = words[2];
            }
            else
            {
                reader.ReadSample(line);
            }
        }

        reader.CheckHistograms();
        return reader;
    }

    public double Value(string name, params (string Name, string Value)[] labels) => _values[KeyOf(name, labels)];

    private void ReadSample(string line)
    {
        var at = 0;
        var name = ReadName(line, ref at);
        var allowed = _types[_family] == "histogram" ? (string[])[$"{_family}_bucket", $"{_family}_sum", $"{_family}_count"] : [_family];
        Assert.Contains(name, allowed);
        Assert.True(_types[_family] != "counter" || name.EndsWith("_total", StringComparison.Ordinal), $"the counter {name} does not end with _total");
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        if (line[at] == '{')
            ReadLabels(line, ref at, labels);
        Assert.Equal(' ', line[at++]);
        var text = line[at..];
        var value = text switch { "+Inf" => double.PositiveInfinity, "-Inf" => double.NegativeInfinity, _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) };
        Assert.True(_values.TryAdd(KeyOf(name, labels.Select(label => (label.Key, label.Value))), value), $"the series is there twice: {line}");
        _samples.Add((name, labels, value));
    }

    private static string KeyOf(string name, IEnumerable<(string Name, string Value)> labels) =>
        string.Join('\0', labels.OrderBy(label => label.Name, StringComparer.Ordinal).Select(label => $"{label.Name}\0{label.Value}").Prepend(name));

    private static void ReadLabels(string line, ref int at, Dictionary<string, string> labels)
    {
        do
        {
            at++;
            var label = ReadName(line, ref at);
            Assert.Equal("=\"", line.Substring(at, 2));
            at += 2;
            var value = new StringBuilder();
            while (line[at] != '"')
            {
                if (line[at] == '\\')
                    value.Append(line[++at] switch { 'n' => '\n', '\\' => '\\', '"' => '"', var other => throw new FormatException($"\\{other} in {line}") });
                else
                    value.Append(line[at]);
                at++;
            }

            at++;
            labels.Add(label, value.ToString());
        }
        while (line[at] == ',');
        Assert.Equal('}', line[at++]);
    }

    private static string ReadName(string line, ref int at)
    {
        var start = at;
        while (char.IsAsciiLetterOrDigit(line[at]) || line[at] is '_' or ':')
            at++;
        Assert.False(at == start || char.IsAsciiDigit(line[start]), $"no name at {start} of {line}");
        return line[start..at];
    }

    /// <summary>Buckets grow, end with infinity, and the last is the count.</summary>
    private void CheckHistograms()
    {
        foreach (var (family, _) in _types.Where(type => type.Value == "histogram"))
        {
            foreach (var series in _samples.Where(sample => sample.Name == $"{family}_bucket").GroupBy(sample => string.Join(',', sample.Labels.Where(label => label.Key != "le").Select(label => $"{label.Key}={label.Value}"))))
            {
                var buckets = series.ToList();
                var bounds = buckets.Select(bucket => bucket.Labels["le"] == "+Inf" ? double.PositiveInfinity : double.Parse(bucket.Labels["le"], CultureInfo.InvariantCulture)).ToList();
                Assert.Equal(bounds.Order(), bounds);
                Assert.Equal(double.PositiveInfinity, bounds[^1]);
                Assert.Equal(buckets.Select(bucket => bucket.Value).Order(), buckets.Select(bucket => bucket.Value));
                var others = buckets[0].Labels.Where(label => label.Key != "le").Select(label => (label.Key, label.Value)).ToArray();
                Assert.Equal(buckets[^1].Value, Value($"{family}_count", others));
                Assert.True(double.IsFinite(Value($"{family}_sum", others)));
            }
        }
    }
}
