namespace Jobs.Checkpoints;

/// <summary>What the index holds of a queue contradicts itself: rows are missing, or are of nothing that it knows.</summary>
internal sealed class IndexDamagedException(string message) : InvalidOperationException(message);
