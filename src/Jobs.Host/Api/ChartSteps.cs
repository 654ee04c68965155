namespace Jobs.Host.Api;

/// <summary>Steps that people read well.</summary>
internal static class ChartSteps
{
    /// <summary>A chart has about as many points as this, unless somebody asks for others.</summary>
    public const int PointsWanted = 150;

    private static readonly TimeSpan[] _steps =
    [
        .. ((double[])[1, 2, 5, 10, 15, 30]).Select(TimeSpan.FromMinutes), .. ((double[])[1, 2, 3, 6, 12, 24]).Select(TimeSpan.FromHours),
    ];

    public static TimeSpan For(TimeSpan window)
    {
        var step = Array.Find(_steps, step => window / step <= PointsWanted);
        return step == default ? _steps[^1] : step;
    }
}
