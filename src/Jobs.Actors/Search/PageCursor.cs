using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Jobs.Search;

/// <summary>Where a list goes on, as readers get it: a text that means something to the list that made it only.</summary>
internal static class PageCursor
{
    /// <summary>Of one queue: the place of the last item that was looked at.</summary>
    public static string Of(long place) => Of(place.ToString(CultureInfo.InvariantCulture));

    public static string Of(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    public static bool TryRead(string cursor, out long place)
    {
        place = 0;
        return Read(cursor) is { } text && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out place);
    }

    /// <summary>Null: it is none.</summary>
    public static string? Read(string cursor) => Base64Url.IsValid(cursor) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)) : null;
}
