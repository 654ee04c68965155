using System.Buffers;
using System.Globalization;
using System.Text;

namespace Jobs.Host.Monitoring;

/// <summary>Writes Prometheus' text format, version 0.0.4. Label values may hold anything.</summary>
internal sealed class PrometheusText(IBufferWriter<byte> output)
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder _line = new();

    /// <summary>Begins the samples of one metric; all of them follow before the next metric begins.</summary>
    /// <param name="type">counter, gauge or histogram.</param>
    public void Family(string name, string type, string help)
    {
        _line.Append("# HELP ").Append(name).Append(' ').Append(help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)).Append('\n');
        _line.Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
        Flush();
    }

    public void Sample(string name, double value, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        _line.Append(name);
        if (labels.Length > 0)
            Append(labels);
        _line.Append(' ');
        AppendNumber(value);
        _line.Append('\n');
        Flush();
    }

    /// <summary>A bound of a histogram, as its label has it.</summary>
    public static string Bound(double seconds) => double.IsPositiveInfinity(seconds) ? "+Inf" : seconds.ToString("R", CultureInfo.InvariantCulture);

    private void Append(ReadOnlySpan<(string Name, string Value)> labels)
    {
        var separator = '{';
        foreach (var (name, value) in labels)
        {
            _line.Append(separator).Append(name).Append("=\"");
            AppendEscaped(value);
            _line.Append('"');
            separator = ',';
        }

        _line.Append('}');
    }

    private void AppendEscaped(string value)
    {
        foreach (var letter in value)
        {
            _ = letter switch
            {
                '\\' => _line.Append("\\\\"),
                '"' => _line.Append("\\\""),
                '\n' => _line.Append("\\n"),
                _ => _line.Append(letter),
            };
        }
    }

    private void AppendNumber(double value)
    {
        if (double.IsPositiveInfinity(value))
            _line.Append("+Inf");
        else if (double.IsNegativeInfinity(value))
            _line.Append("-Inf");
        else
            _line.Append(CultureInfo.InvariantCulture, $"{value:R}");
    }

    private void Flush()
    {
        foreach (var chunk in _line.GetChunks())
            Encoding.UTF8.GetBytes(chunk.Span, output);
        _line.Clear();
    }
}
