using Jobs.Events;

namespace Jobs.Actors.Tests.Events;

/// <summary>Remembers what it was told.</summary>
internal sealed class SeenFacts : ICommitObserver
{
    private readonly Lock _lock = new();
    private readonly List<(long SequenceNr, Fact Fact)> _facts = [];

    public bool IsObserving { get; set; } = true;

    public IReadOnlyList<(long SequenceNr, Fact Fact)> All
    {
        get
        {
            lock (_lock)
                return [.. _facts];
        }
    }

    public IReadOnlyList<FactKind> KindsOf(JobId id) => [.. Of(id).Select(fact => fact.Kind)];

    public IReadOnlyList<Fact> Of(JobId id) => [.. All.Select(told => told.Fact).Where(fact => fact.Job == id)];

    public void OnCommitted(in Committed commit)
    {
        lock (_lock)
        {
            foreach (var fact in commit.Facts)
                _facts.Add((commit.SequenceNr, fact));
        }
    }
}
