using System.Globalization;
using System.Text;

namespace Jobs.Host.Commands;

/// <summary>
/// Text of unknown origin as a terminal may have it. An escape sequence in a payload or an error could hide lines, change the title or answer for the user; a direction mark could make
/// an id read as another. Each such character is shown as a picture of itself.
/// </summary>
internal static class Plain
{
    private const char PictureOfNul = '\u2400';
    private const char PictureOfDelete = '\u2421';
    private const char Delete = '\u007f';
    private const char NotShown = '\ufffd';

    /// <summary>On one line.</summary>
    public static string Line(string text) => Clean(text, keepLines: false);

    /// <summary>Line ends and tabs stay.</summary>
    public static string Lines(string text) => Clean(text.Replace("\r\n", "\n", StringComparison.Ordinal), keepLines: true);

    private static string Clean(string text, bool keepLines)
    {
        var at = 0;
        while (at < text.Length && !IsHostile(text[at], keepLines))
            at++;
        if (at == text.Length)
            return text;
        var clean = new StringBuilder(text);
        for (; at < clean.Length; at++)
        {
            if (IsHostile(clean[at], keepLines))
                clean[at] = Picture(clean[at]);
        }

        return clean.ToString();
    }

    /// <summary>Control characters of both sets, and what changes direction, joins or is not seen.</summary>
    private static bool IsHostile(char c, bool keepLines) =>
        char.IsControl(c) ? !(keepLines && (c is '\n' or '\t')) : CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static char Picture(char c) => c < ' ' ? (char)(PictureOfNul + c) : c == Delete ? PictureOfDelete : NotShown;
}
