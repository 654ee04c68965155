namespace Jobs.Host.Dashboard.Charts;

/// <summary>Lines over the same moments.</summary>
/// <param name="Scale">Where a value stands.</param>
/// <param name="Moments">When each step begins, oldest first.</param>
public sealed record ChartModel(string Title, ChartScale Scale, IReadOnlyList<DateTimeOffset> Moments, IReadOnlyList<ChartLine> Lines);

/// <param name="Name">Stands beside the line's end.</param>
/// <param name="Style">The class that gives its colour.</param>
/// <param name="Values">One for each moment; null where there is none, which leaves a gap.</param>
public sealed record ChartLine(string Name, string Style, IReadOnlyList<double?> Values);
