namespace Jobs.Search;

internal enum Comparison
{
    Equal,
    Less,
    AtMost,
    More,
    AtLeast,
}

/// <summary>One value as it stands in a filter.</summary>
/// <param name="Text">Without quotes and escapes.</param>
/// <param name="IsQuoted">Means what it says: no number, no word, no <c>*</c>.</param>
internal sealed record FilterLiteral(Comparison Comparison, string Text, bool IsQuoted)
{
    private const char Star = '*';

    /// <summary>Ends with <c>*</c>: whatever begins like it.</summary>
    public bool IsPrefix => !IsQuoted && Text.EndsWith(Star);

    /// <summary>Just <c>*</c>: whatever there is.</summary>
    public bool IsAny => IsPrefix && Text.Length == 1 && Comparison == Comparison.Equal;

    public static FilterLiteral Exactly(string text) => new(Comparison.Equal, text, IsQuoted: true);

    public static string Sign(Comparison comparison) => comparison switch
    {
        Comparison.Less => "<",
        Comparison.AtMost => "<=",
        Comparison.More => ">",
        Comparison.AtLeast => ">=",
        _ => "",
    };

    /// <summary>Whether a text is this one, or begins like it.</summary>
    public bool Covers(string text) => IsPrefix ? text.AsSpan().StartsWith(Text.AsSpan(..^1), StringComparison.Ordinal) : text == Text;

    /// <param name="order">Of the job's value and this one: negative, zero or positive.</param>
    public bool Holds(int order) => Comparison switch
    {
        Comparison.Less => order < 0,
        Comparison.AtMost => order <= 0,
        Comparison.More => order > 0,
        Comparison.AtLeast => order >= 0,
        _ => order == 0,
    };

    /// <summary>As it would be typed.</summary>
    public override string ToString() => Sign(Comparison) + (IsQuoted ? Quote(Text) : Text);

    public static string Quote(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
