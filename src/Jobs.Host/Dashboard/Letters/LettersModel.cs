using Jobs.Messages;

namespace Jobs.Host.Dashboard.Letters;

/// <summary>Dead letters: their groups, and one page of them.</summary>
/// <param name="Older">The cursor of the next page; null: this is the last.</param>
public sealed record LettersModel(LetterLine Line, IReadOnlyList<DeadLetterGroup> Groups, IReadOnlyList<DeadLetterView> Letters, string? Older, bool IsNewest)
{
    /// <summary>More groups are left to the filter.</summary>
    public const int GroupsMax = 50;

    public long Count { get; } = Groups.Sum(group => group.Count);
}
