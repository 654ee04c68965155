namespace Jobs.Host.Dashboard.JobLife;

/// <summary>A way between two states as the diagram draws it: along right angles, on a 4 px grid.</summary>
/// <param name="Path">Of the SVG.</param>
/// <param name="LabelX">Where its count stands, if it was gone more than once.</param>
/// <param name="IsUsual">Drawn in any case; the others only when they were gone.</param>
public sealed record StateEdge(JobStatus From, JobStatus To, string Path, int LabelX, int LabelY, bool IsUsual = false)
{
    public static IReadOnlyList<StateEdge> All { get; } =
    [
        new(JobStatus.Scheduled, JobStatus.Pending, "M96 38H124", 100, 32, IsUsual: true),
        new(JobStatus.Pending, JobStatus.Processing, "M224 38H252", 228, 32, IsUsual: true),
        new(JobStatus.Processing, JobStatus.Completed, "M352 38H380", 356, 32, IsUsual: true),
        new(JobStatus.Processing, JobStatus.Failed, "M304 52V108", 310, 76, IsUsual: true),
        new(JobStatus.Failed, JobStatus.Pending, "M256 126H192V56", 198, 120, IsUsual: true),
        new(JobStatus.Processing, JobStatus.Dead, "M336 52V80H432V108", 384, 76, IsUsual: true),
        new(JobStatus.Failed, JobStatus.Dead, "M352 126H380", 356, 120),
        new(JobStatus.Scheduled, JobStatus.Cancelled, "M32 52V108", 38, 96, IsUsual: true),
        new(JobStatus.Pending, JobStatus.Cancelled, "M144 52V80H64V108", 96, 76, IsUsual: true),
        new(JobStatus.Failed, JobStatus.Cancelled, "M288 140V156H48V144", 232, 152),
        new(JobStatus.Processing, JobStatus.Cancelled, "M272 52V92H80V108", 240, 88),
        new(JobStatus.Processing, JobStatus.Pending, "M280 24V12H200V20", 232, 9),
        new(JobStatus.Processing, JobStatus.Scheduled, "M304 24V4H48V20", 96, 16),
        new(JobStatus.Dead, JobStatus.Pending, "M432 140V164H112V46H124", 312, 176),
        new(JobStatus.Completed, JobStatus.Pending, "M432 24V4H168V20", 360, 16),
        new(JobStatus.Cancelled, JobStatus.Pending, "M96 126H160V56", 104, 122),
    ];
}

/// <summary>Where a state stands in the diagram.</summary>
public sealed record StatePlace(JobStatus Status, int X, int Y)
{
    public const int Width = 96;
    public const int Height = 28;

    public static IReadOnlyList<StatePlace> All { get; } =
    [
        new(JobStatus.Scheduled, 0, 24),
        new(JobStatus.Pending, 128, 24),
        new(JobStatus.Processing, 256, 24),
        new(JobStatus.Completed, 384, 24),
        new(JobStatus.Cancelled, 0, 112),
        new(JobStatus.Failed, 256, 112),
        new(JobStatus.Dead, 384, 112),
    ];
}
