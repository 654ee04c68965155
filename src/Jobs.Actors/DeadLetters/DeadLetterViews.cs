using Jobs.Core;
using Jobs.Messages;
using Jobs.Search;

namespace Jobs.DeadLetters;

/// <summary>Pictures of the dead letters for readers.</summary>
internal static class DeadLetterViews
{
    public static DeadLetterView Of(DeadLetterState.Entry entry, string queue) => new(
        entry.Letter.Id,
        queue,
        entry.Letter.Type,
        entry.Letter.Payload,
        entry.Letter.Priority,
        entry.Letter.Attempts,
        entry.Letter.Error,
        entry.Letter.CreatedAt,
        entry.Letter.DiedAt,
        Name(entry.Letter.Reason),
        entry.Letter.Replays,
        entry.IsReturning);

    public static object List(DeadLetterState state, string queue, ListDeadLetters request)
    {
        if (request.Limit is < 1 or > JobBounds.PageSizeMax)
            return new RequestRefused(Refusals.Invalid("limit", $"expected 1..{JobBounds.PageSizeMax}, got {request.Limit}"));
        var before = long.MaxValue;
        if (request.Cursor is not null && !PageCursor.TryRead(request.Cursor, out before))
            return new RequestRefused(Refusals.ForeignCursor);

        var matching = state.Newest.Where(entry => entry.Number < before && Matches(entry.Letter, request.Type, request.Text)).Take(request.Limit + 1).ToList();
        var cursor = matching.Count > request.Limit ? PageCursor.Of(matching[request.Limit - 1].Number) : null;
        var shown = matching.Take(request.Limit).ToList();
        return new DeadLetterPage([.. shown.Select(entry => Of(entry, queue))], cursor) { Places = [.. shown.Select(entry => entry.Number)] };
    }

    public static DeadLetterGroups Group(DeadLetterState state, string queue, GroupDeadLetters request) => new(
    [
        .. state.Oldest
            .Where(entry => Matches(entry.Letter, request.Type, request.Text))
            .GroupBy(entry => (entry.Letter.Type, ErrorType: entry.Letter.Error.Type, entry.Letter.Error.Message))
            .Select(group => new DeadLetterGroup(
                queue,
                group.Key.Type,
                group.Key.ErrorType,
                group.Key.Message,
                group.LongCount(),
                group.Min(entry => entry.Letter.DiedAt),
                group.Max(entry => entry.Letter.DiedAt)))
            .OrderByDescending(group => group.Count),
    ]);

    public static bool Matches(Letter letter, string? type, string? text) =>
        (type is null || letter.Type == type)
        && (text is null || letter.Error.Message.Contains(text, StringComparison.OrdinalIgnoreCase) || letter.Error.Type.Contains(text, StringComparison.OrdinalIgnoreCase));

    public static string Name(DeathReason reason) => reason.ToString().ToLowerInvariant();
}
