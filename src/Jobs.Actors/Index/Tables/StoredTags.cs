using System.Text.Json;

namespace Jobs.Index.Tables;

/// <summary>Tags as one text, a JSON array, which SQL can look into: <c>EXISTS (SELECT 1 FROM json_each(tags) WHERE value = 'vip')</c>.</summary>
internal static class StoredTags
{
    private const string None = "[]";

    public static string ToText(IReadOnlyList<string> tags) => tags.Count == 0 ? None : JsonSerializer.Serialize(tags);

    public static IReadOnlyList<string> FromText(string text) => text == None ? [] : JsonSerializer.Deserialize<string[]>(text)!;
}
