namespace Jobs.Index;

/// <summary>More waits for the index than may wait.</summary>
internal sealed class IndexBusyException(string message) : InvalidOperationException(message);
