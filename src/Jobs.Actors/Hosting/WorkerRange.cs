namespace Jobs.Hosting;

/// <summary>The workers of a queue that has as many as its jobs need: never below <paramref name="Min"/>, never above <paramref name="Max"/>, both 1 to 10,000.</summary>
public sealed record WorkerRange(int Min, int Max);
