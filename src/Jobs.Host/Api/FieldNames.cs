using System.Text;
using System.Text.Json;

namespace Jobs.Host.Api;

/// <summary>The fields that an object may have, in a fixed order; and those that are planned but have no effect yet.</summary>
internal sealed class FieldNames(string[] names, params string[] later)
{
    private readonly byte[][] _utf8 = [.. names.Select(Encoding.UTF8.GetBytes)];

    public string this[int field] => names[field];

    /// <summary>The place of the name that the reader stands on, or -1.</summary>
    public int Find(ref Utf8JsonReader json)
    {
        for (var i = 0; i < _utf8.Length; i++)
        {
            if (json.ValueTextEquals(_utf8[i]))
                return i;
        }

        return -1;
    }

    public int Find(string? name) => Array.IndexOf(names, name);

    /// <summary>Why a name that is not in the list is refused.</summary>
    public string Refuse(string typed) => later.Contains(typed, StringComparer.Ordinal)
        ? "not available yet in this version; leave it out"
        : $"unknown field{Suggestion.For(typed, names)}";
}
