using System.Text;

namespace Jobs.Workers;

/// <summary>Makes any text fit to be stored and shown: no control character but tab and line feed, no lone surrogate, and a bound in bytes of UTF-8.</summary>
internal static class CleanText
{
    private const char Replacement = '\uFFFD';

    /// <summary>Ends a text that was cut.</summary>
    private const string CutMark = " … (cut)";

    private static readonly int CutMarkBytes = Encoding.UTF8.GetByteCount(CutMark);

    /// <summary>The text, cleaned and, beyond <paramref name="bytesMax"/>, cut. Reads no further than it keeps, however long the text is.</summary>
    public static string Of(string? text, int bytesMax)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        if (text.Length <= bytesMax && IsPlain(text))
            return text;

        var clean = new StringBuilder(Math.Min(text.Length, bytesMax));
        var bytes = 0;
        var lengthBeforeMark = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var kept = IsKept(rune) ? rune : new Rune(Replacement);
            if (bytes + kept.Utf8SequenceLength > bytesMax)
                return clean.Remove(lengthBeforeMark, clean.Length - lengthBeforeMark).Append(CutMark).ToString();
            clean.Append(kept.ToString());
            bytes += kept.Utf8SequenceLength;
            if (bytes <= bytesMax - CutMarkBytes)
                lengthBeforeMark = clean.Length;
        }

        return clean.ToString();
    }

    /// <summary>Nothing to replace, one byte per character.</summary>
    private static bool IsPlain(string text)
    {
        foreach (var c in text)
        {
            if (c is not (>= ' ' and <= '~') and not ('\n' or '\t'))
                return false;
        }

        return true;
    }

    // EnumerateRunes has made the replacement character of every lone surrogate.
    private static bool IsKept(Rune rune) => !Rune.IsControl(rune) || rune.Value is '\n' or '\t';
}
