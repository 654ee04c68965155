using Jobs.Host.Api;

namespace Jobs.Host.Dashboard.Charts;

/// <summary>How far back a chart looks.</summary>
/// <param name="Word">As it stands in the address and on the page.</param>
public sealed record ChartWindow(string Word, TimeSpan Length, TimeSpan Step)
{
    public static IReadOnlyList<ChartWindow> All { get; } = [Of("15m", TimeSpan.FromMinutes(15)), Of("1h", TimeSpan.FromHours(1)), Of("24h", TimeSpan.FromHours(24))];

    /// <summary>The one that the address names; the shortest when it names none.</summary>
    public static ChartWindow From(HttpRequest request) => All.FirstOrDefault(window => window.Word == request.Query["window"]) ?? All[0];

    private static ChartWindow Of(string word, TimeSpan length) => new(word, length, ChartSteps.For(length));
}
