namespace Jobs.Index.Postgres;

/// <summary>
/// PostgreSQL takes no NUL in a text and Npgsql no half of a surrogate pair. They are refused where they come in, and what is for the queue to read is in bytes; should one come here all the same, it must not
/// keep everything else out of the index.
/// </summary>
internal static class PostgresText
{
    private const string Replacement = "\uFFFD";

    public static string Of(string text) => text.Contains('\0') || text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')
        ? string.Concat(text.EnumerateRunes().Select(rune => rune.Value == 0 ? Replacement : rune.ToString()))
        : text;

    public static string? OfNullable(string? text) => text is null ? null : Of(text);
}
