namespace Jobs.Hosting;

/// <summary>The word that somebody most likely meant.</summary>
internal static class DidYouMean
{
    /// <summary>More wrong letters than this, or than one in five of the word and one, is another word.</summary>
    private const int TyposMax = 3;

    public static string? Nearest(string written, IEnumerable<string> known)
    {
        var plain = Plain(written);
        return known
            .Select(word => (Word: word, Typos: Distance(plain, Plain(word))))
            .Where(candidate => candidate.Typos <= Math.Min(TyposMax, 1 + (candidate.Word.Length / 5)))
            .OrderBy(candidate => candidate.Typos)
            .ThenBy(candidate => candidate.Word, StringComparer.Ordinal)
            .Select(candidate => candidate.Word)
            .FirstOrDefault();
    }

    /// <summary>maxAttempts, max_attempts and max-attempts are the same word in three hands.</summary>
    private static string Plain(string word) => string.Concat(word.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    /// <summary>Letters to insert, drop or replace (Levenshtein 1966), one row at a time.</summary>
    private static int Distance(string from, string to)
    {
        var row = new int[to.Length + 1];
        for (var column = 0; column <= to.Length; column++)
            row[column] = column;
        for (var line = 1; line <= from.Length; line++)
        {
            var diagonal = row[0];
            row[0] = line;
            for (var column = 1; column <= to.Length; column++)
            {
                var replaced = diagonal + (from[line - 1] == to[column - 1] ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.Min(replaced, Math.Min(diagonal, row[column - 1]) + 1);
            }
        }

        return row[to.Length];
    }
}
