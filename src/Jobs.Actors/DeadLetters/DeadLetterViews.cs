using Jobs.Core;
using Jobs.Messages;
using Jobs.Operations;
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

    /// <param name="now">Where the last hour of <see cref="DeadLetterGroup.DiedByHour"/> ends.</param>
    public static DeadLetterGroups Group(DeadLetterState state, string queue, GroupDeadLetters request, DateTimeOffset now) => new(
    [
        .. state.Oldest
            .Where(entry => Matches(entry.Letter, request.Type, request.Text))
            .Select(entry => (entry.Letter, Fingerprint: ErrorFingerprint.Of(entry.Letter.Error.Message)))
            .GroupBy(entry => (entry.Letter.Type, ErrorType: entry.Letter.Error.Type, entry.Fingerprint))
            .Select(group => Group(queue, group.Key.Fingerprint, [.. group.Select(entry => entry.Letter)], now))
            .OrderByDescending(group => group.Count),
    ]);

    private static DeadLetterGroup Group(string queue, ErrorFingerprint fingerprint, IReadOnlyList<Letter> oldest, DateTimeOffset now)
    {
        var newest = oldest[^1];
        return new DeadLetterGroup(queue, newest.Type, newest.Error.Type, newest.Error.Message, oldest.Count, oldest.Min(letter => letter.DiedAt), oldest.Max(letter => letter.DiedAt))
        {
            Text = fingerprint.Text ?? newest.Error.Type,
            DiedByHour = ByHour(oldest, now),
        };
    }

    private static long[] ByHour(IReadOnlyList<Letter> letters, DateTimeOffset now)
    {
        var hours = new long[DeadLetterGroup.HoursShown];
        foreach (var letter in letters)
        {
            var ago = (int)Math.Min(Math.Max((now - letter.DiedAt).TotalHours, 0), DeadLetterGroup.HoursShown);
            if (ago < DeadLetterGroup.HoursShown)
                hours[^(ago + 1)]++;
        }

        return hours;
    }

    /// <summary>Those that match and are not on their way back already.</summary>
    public static Matched Match(DeadLetterState state, string queue, MatchDeadLetters request)
    {
        var (from, to) = (request.From ?? 0, request.To ?? state.LastDeath);
        var found = state.Oldest
            .SkipWhile(entry => entry.Number <= from)
            .TakeWhile(entry => entry.Number <= to)
            .Where(entry => !entry.IsReturning && request.Ids?.Contains(entry.Letter.Id) is null or true && Matches(entry.Letter, request.Type, request.Text))
            .Take(request.Limit)
            .ToList();
        return new Matched(queue, [.. found.Select(entry => entry.Letter.Id)], from, to, Reached: found.Count < request.Limit ? to : found[^1].Number);
    }

    public static bool Matches(Letter letter, string? type, string? text) =>
        (type is null || letter.Type == type)
        && (text is null || letter.Error.Message.Contains(text, StringComparison.OrdinalIgnoreCase) || letter.Error.Type.Contains(text, StringComparison.OrdinalIgnoreCase));

    public static string Name(DeathReason reason) => reason.ToString().ToLowerInvariant();
}
