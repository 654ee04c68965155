using System.Globalization;

namespace Jobs.Host.Commands;

/// <summary>One line on the error stream that is written again and again: only where somebody sees it happen.</summary>
/// <param name="bytesTotal">null: nobody knows how much there is.</param>
internal sealed class ProgressLine(Terminal terminal, long? bytesTotal, TimeProvider clock)
{
    private const int BarWidth = 30;

    private static readonly TimeSpan _between = TimeSpan.FromMilliseconds(100);

    private readonly long _begunAt = clock.GetTimestamp();
    private TimeSpan _shownAt = TimeSpan.MinValue;
    private int _length;

    public void Show(int jobs, long bytes)
    {
        var elapsed = clock.GetElapsedTime(_begunAt);
        if (!terminal.ErrorIsTerminal || (_length > 0 && elapsed - _shownAt < _between))
            return;
        _shownAt = elapsed;
        var rate = jobs / Math.Max(0.001, elapsed.TotalSeconds);
        var line = string.Create(CultureInfo.InvariantCulture, $"{Bar(bytes)}{jobs:#,0} jobs  {rate:#,0}/s");
        terminal.Error.Write($"\r{line.PadRight(_length)}");
        _length = line.Length;
    }

    /// <summary>Leaves the line to what comes next.</summary>
    public void End()
    {
        if (_length == 0)
            return;
        terminal.Error.Write($"\r{new string(' ', _length)}\r");
        _length = 0;
    }

    private string Bar(long bytes)
    {
        if (bytesTotal is not > 0)
            return "";
        var share = Math.Min(1, bytes / (double)bytesTotal);
        var full = (int)(share * BarWidth);
        return string.Create(CultureInfo.InvariantCulture, $"{new string('█', full)}{new string('░', BarWidth - full)} {share,4:0%}  ");
    }
}
