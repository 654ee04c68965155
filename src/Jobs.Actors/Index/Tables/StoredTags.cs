using System.Text.Json;

namespace Jobs.Index.Tables;

/// <summary>Tags as one text, a JSON array, which SQL can look into: <c>EXISTS (SELECT 1 FROM json_each(tags) WHERE value = 'vip')</c>.</summary>
internal static class StoredTags
{
    private const string None = "[]";

    public static string ToText(IReadOnlyList<string> tags) => tags.Count == 0 ? None : JsonSerializer.Serialize(tags);

    /// <remarks>As it was written: a quote within a tag is <c>\u0022</c>. What has no such sign, as nearly all, is only cut: a search reads 100,000 of them.</remarks>
    public static IReadOnlyList<string> FromText(string text)
    {
        if (text == None)
            return [];
        return text.Contains('\\', StringComparison.Ordinal) ? JsonSerializer.Deserialize<string[]>(text)! : text[2..^2].Split("\",\"");
    }
}
