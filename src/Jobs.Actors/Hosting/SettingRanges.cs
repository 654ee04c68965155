using System.Globalization;

namespace Jobs.Hosting;

/// <summary>A value between two bounds, both allowed.</summary>
internal abstract class SettingRange<T>(T min, T max) : SettingKind<T>
    where T : struct, IComparable<T>
{
    public override string Expected => $"{Show(min)}..{Show(max)}";

    public override bool Allows(T value) => value.CompareTo(min) >= 0 && value.CompareTo(max) <= 0;
}

internal sealed class WholeNumber(int min, int max) : SettingRange<int>(min, max)
{
    public override string Show(int value) => value.ToString(CultureInfo.InvariantCulture);

    public override bool TryParse(string text, out int value) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    public override string? HintFor(string text) => text.Contains('.', StringComparison.Ordinal) ? "a whole number" : null;
}

/// <summary>A number, or the word that there is none.</summary>
internal sealed class OrNone(SettingKind<int> kind) : SettingKind<int?>
{
    private const string None = "none";

    public override string Expected => $"{kind.Expected} or {None}";

    public override bool Allows(int? value) => value is not { } number || kind.Allows(number);

    public override string Show(int? value) => value is { } number ? kind.Show(number) : None;

    public override bool TryParse(string text, out int? value)
    {
        value = kind.TryParse(text, out var number) ? number : null;
        return value is not null || text == None;
    }

    public override string? HintFor(string text) => kind.HintFor(text);
}

internal sealed class DecimalNumber(double min, double max) : SettingRange<double>(min, max)
{
    public override string Show(double value) => value.ToString(CultureInfo.InvariantCulture);

    // NaN compares below everything and infinity above, so both fall outside.
    public override bool TryParse(string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
}

/// <summary>A length of time. It is written with its unit: a bare number would mean milliseconds to one reader and seconds to the next.</summary>
internal sealed class Duration(TimeSpan min, TimeSpan max) : SettingRange<TimeSpan>(min, max)
{
    public override string Show(TimeSpan value) => SettingText.Show(value);

    public override bool TryParse(string text, out TimeSpan value) => SettingText.TryParseDuration(text, out value);

    public override string? HintFor(string text)
    {
        if (SettingText.IsNumber(text))
            return $"write the unit, as in {text.TrimStart('-')}s";
        return SettingText.TryParseDuration(text, out _) ? null : "a number and one of ms, s, m, h, d, as in 30s";
    }
}

/// <summary>A length of time, or <c>off</c>, which stands for the value <paramref name="off"/>.</summary>
internal sealed class DurationOrOff(TimeSpan min, TimeSpan max, TimeSpan off) : SettingKind<TimeSpan>
{
    private readonly Duration _duration = new(min, max);

    public override string Expected => $"{_duration.Expected} or off";

    public override bool Allows(TimeSpan value) => value == off || _duration.Allows(value);

    public override string Show(TimeSpan value) => value == off ? "off" : _duration.Show(value);

    public override bool TryParse(string text, out TimeSpan value)
    {
        value = off;
        return text == "off" || _duration.TryParse(text, out value);
    }

    public override string? HintFor(string text) => _duration.HintFor(text);
}

/// <summary>A number of bytes, written with its unit.</summary>
internal sealed class ByteSize(int min, int max) : SettingRange<int>(min, max)
{
    public override string Show(int value) => SettingText.ShowBytes(value);

    public override bool TryParse(string text, out int value) => SettingText.TryParseBytes(text, out value);

    public override string? HintFor(string text)
    {
        if (SettingText.IsNumber(text))
            return $"write the unit, as in {text.TrimStart('-')}KiB";
        return SettingText.TryParseBytes(text, out _) ? null : "a number and one of B, KiB, MiB, kB, MB, as in 256KiB";
    }
}
