using System.Diagnostics.CodeAnalysis;

namespace Jobs.Hosting;

/// <summary>One of a few words.</summary>
internal sealed class SettingWord<T>(params (string Word, T Value)[] words) : SettingKind<T>
{
    /// <summary>Words that will be allowed one day and have no effect yet.</summary>
    public IReadOnlyList<string> NotYet { get; init; } = [];

    public override string Expected => words.Length == 1
        ? words[0].Word
        : $"{string.Join(", ", words[..^1].Select(known => known.Word))} or {words[^1].Word}";

    public override bool Allows(T value) => Array.Exists(words, known => Equals(known.Value, value));

    public override string Show(T value) => Array.Find(words, known => Equals(known.Value, value)).Word ?? $"{value}";

    public override bool TryParse(string text, [MaybeNullWhen(false)] out T value)
    {
        var index = Array.FindIndex(words, known => string.Equals(known.Word, text, StringComparison.Ordinal));
        value = index < 0 ? default : words[index].Value;
        return index >= 0;
    }

    public override string? HintFor(string text) => NotYet.Contains(text, StringComparer.Ordinal) ? $"{text} is not available yet"
        : DidYouMean.Nearest(text, words.Select(known => known.Word)) is { } near ? $"did you mean {near}?" : null;
}

/// <summary>on or off, which may also be written true or false.</summary>
internal sealed class Switch : SettingKind<bool>
{
    public override string Expected => "on or off";

    public override bool Allows(bool value) => true;

    public override string Show(bool value) => value ? "on" : "off";

    public override bool TryParse(string text, out bool value)
    {
        value = text is "on" or "true";
        return value || text is "off" or "false";
    }
}

/// <summary>Like <see cref="SettingName"/>; what is empty is written as <c>none</c>.</summary>
internal sealed class SettingNameOrNone(string expected, Func<string, bool> allows) : SettingKind<string>
{
    private const string None = "none";

    public override string Expected => $"{None}, or {expected}";

    public override bool Allows(string value) => value.Length == 0 || allows(value);

    public override string Show(string value) => value.Length == 0 ? None : $"\"{value}\"";

    public override bool TryParse(string text, [MaybeNullWhen(false)] out string value)
    {
        value = text == None ? "" : text;
        return true;
    }
}

/// <summary>A text with a rule of its own.</summary>
internal sealed class SettingName(string expected, Func<string, bool> allows) : SettingKind<string>
{
    public override string Expected => expected;

    public override bool Allows(string value) => allows(value);

    public override string Show(string value) => $"\"{value}\"";

    public override bool TryParse(string text, [MaybeNullWhen(false)] out string value)
    {
        value = text;
        return true;
    }
}
