using System.Globalization;
using Jobs.Search;

namespace Jobs.Queues;

/// <summary>
/// Where a list over several queues goes on in each of them: in the order of their names, the place of the last item looked at, nothing where it has not begun, and a dash where it is over. As many
/// queues as there may be fit into an address that way.
/// </summary>
internal static class GatherCursor
{
    private const char Separator = '.';
    private const string Over = "-";
    private const string NotBegun = "";

    /// <param name="places">Of the queues that go on: the cursor within each, null: from its beginning.</param>
    /// <returns>Null: it is over in all of them.</returns>
    public static string? Write(IEnumerable<string> queues, IReadOnlyDictionary<string, string?> places) => places.Count == 0
        ? null
        : PageCursor.Of(string.Join(Separator, queues.Select(queue => places.TryGetValue(queue, out var place) ? place is null ? NotBegun : PageCursor.Read(place) : Over)));

    /// <returns>As it was written; null: it is none of a list over these queues.</returns>
    public static IReadOnlyDictionary<string, string?>? Read(string cursor, IReadOnlyCollection<string> queues)
    {
        var parts = PageCursor.Read(cursor)?.Split(Separator);
        if (parts?.Length != queues.Count || !Array.TrueForAll(parts, part => part is Over or NotBegun || long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
            return null;
        return queues.Zip(parts)
            .Where(queue => queue.Second != Over)
            .ToDictionary(queue => queue.First, queue => queue.Second == NotBegun ? null : PageCursor.Of(queue.Second), StringComparer.Ordinal);
    }
}
