using System.Text.RegularExpressions;

namespace Jobs.DeadLetters;

/// <summary>What errors of one cause have in common: a message without the words in it that name one thing, which are those with a digit (ids, addresses, times).</summary>
/// <param name="Pattern">The beginning of the message, with <c>#</c> for such words.</param>
/// <param name="Text">The longest stretch that all messages with this pattern have, to look for them by; null: there is none worth it.</param>
internal sealed partial record ErrorFingerprint(string Pattern, string? Text)
{
    private const int LengthMax = 400;
    private const int TextLengthMin = 4;
    private const int TextLengthMax = 160;

    public static ErrorFingerprint Of(string message)
    {
        var beginning = message.Length <= LengthMax ? message : message[..LengthMax];
        var stretches = Names().Split(beginning);
        var longest = stretches.SelectMany(stretch => Controls().Split(stretch)).Select(part => Cut(part.Trim())).MaxBy(part => part.Length) ?? "";
        return new ErrorFingerprint(string.Join('#', stretches), longest.Length >= TextLengthMin ? longest : null);
    }

    /// <summary>Within what a filter takes, and never half a character.</summary>
    private static string Cut(string part)
    {
        var end = Math.Min(part.Length, TextLengthMax);
        var cut = end > 0 && char.IsHighSurrogate(part[end - 1]) ? part[..(end - 1)] : part[..end];
        return JobBounds.IsPrintable(cut, TextLengthMax) ? cut : "";
    }

    [GeneratedRegex(@"[\p{L}_-]*[0-9][\p{L}0-9_-]*")]
    private static partial Regex Names();

    [GeneratedRegex(@"\p{Cc}+")]
    private static partial Regex Controls();
}
