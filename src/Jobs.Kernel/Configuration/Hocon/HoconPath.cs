namespace Akka.Configuration.Hocon;

/// <summary>Splits <c>a.b."c.d"</c> into its keys.</summary>
internal static class HoconPath
{
    public static IEnumerable<string> Split(string path)
    {
        if (!path.Contains('"', StringComparison.Ordinal))
            return path.Split('.');

        var keys = new List<string>();
        var position = 0;
        while (position <= path.Length)
        {
            var quoted = position < path.Length && path[position] == '"';
            var end = quoted ? path.IndexOf('"', position + 1) : path.IndexOf('.', position);
            if (end < 0)
                end = path.Length;
            keys.Add(path[(quoted ? position + 1 : position)..end]);
            position = quoted ? end + 2 : end + 1;
        }

        return keys;
    }

    /// <summary>A key or a text as it must be written to be read back the same.</summary>
    public static string Quote(string text)
        => text.Length > 0 && text.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '/') ? text : Escape(text);

    private static string Escape(string text)
        => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";
}
