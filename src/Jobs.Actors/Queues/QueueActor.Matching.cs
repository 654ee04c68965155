using Akka.Actor;
using Jobs.Operations;
using Jobs.Search;

namespace Jobs.Queues;

/// <summary>Which jobs an operation is about.</summary>
internal sealed partial class QueueActor
{
    /// <summary>No change has this number; the first has 1.</summary>
    private const long BeforeAllChanges = 0;

    /// <summary>Longest wait for the index before something is done to what it says, within <see cref="IndexQuestion.Patience"/>.</summary>
    private static readonly TimeSpan MatchFollowWait = TimeSpan.FromSeconds(5);

    private void Handle(MatchJobs match)
    {
        var to = match.To ?? BeforeAllChanges;
        var from = match.From ?? _state.Changes + 1;
        if (!match.Filter.Allows(_context.Queue))
        {
            Reply(new Matched(_context.Queue, [], from, to, Reached: to));
            return;
        }

        var request = new PageRequest(match.Filter, from, match.Limit) { Through = to };
        if (_context.Index is null)
            Handle(new StoredMatches(JobPages.Match(_state, _context, request, match.At), from, to));
        else
            MatchStored(request, match.At);
    }

    private void MatchStored(PageRequest request, DateTimeOffset at)
    {
        var (context, known, beside) = (_context, WithNumbers(request), BesideIndex(request));
        AskIndex(Query(reads => new StoredMatches(StoredPages.Match(reads, context, known, beside, at), request.Before, request.Through), Sender) with
        {
            To = Self, Following = Self, FollowWait = MatchFollowWait, IsExact = true,
        });
    }

    // The index may lag behind: what has changed since is not what it was.
    private void Handle(StoredMatches stored) => Reply(new Matched(
        _context.Queue,
        [.. stored.Page.Items.Where(item => _state.Find(item.Id) is not { } job || job.Change == item.Change).Select(item => item.Id)],
        stored.From,
        stored.To,
        stored.Page.NextCursor is null ? stored.To : stored.Page.LastPlace));

    private sealed record StoredMatches(PageInMaking<PlacedJob> Page, long From, long To) : INoSerializationVerificationNeeded;
}
