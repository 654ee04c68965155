using Jobs.Host.Api;
using Jobs.Host.Dashboard.Charts;
using Jobs.Host.Dashboard.Components;
using Jobs.Messages;

namespace Jobs.Host.Dashboard.Pages;

/// <summary>What pages show of the rollups. A queue that does not answer leaves a gap, not a page that waits for it.</summary>
internal sealed class FlowReader(QueueGateway gateway, TimeProvider clock)
{
    /// <summary>A queue that reads its journal answers late; a page that changes by itself need not wait for it.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan _sparkLength = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan _sparkStep = TimeSpan.FromMinutes(1);

    /// <summary>Throughput and times; none when nobody answers.</summary>
    /// <param name="queue">Null: of all together.</param>
    public async Task<IReadOnlyList<ChartModel>> ChartsAsync(string? queue, ChartWindow window, DateTimeOffset now) =>
        await AskAsync(new GetStatsSeries(queue, window.Length, window.Step)) is StatsSeries series
            ? [StatsCharts.Throughput(series, window, now), StatsCharts.Times(series)]
            : [];

    public async Task<IReadOnlyList<QueueRow>> RowsAsync(IEnumerable<QueueView> queues) => await Task.WhenAll(queues.Select(RowAsync));

    /// <summary>Null: not soon enough.</summary>
    private async Task<object?> AskAsync(object question)
    {
        try
        {
            return await gateway.AskOrRefuseAsync(question).WaitAsync(_patience, clock);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private async Task<QueueRow> RowAsync(QueueView queue)
    {
        var series = queue.Health == QueueHealth.Ready ? await AskAsync(new GetStatsSeries(queue.Name, _sparkLength, _sparkStep)) as StatsSeries : null;
        return new QueueRow(queue, [.. (series?.Points ?? []).Select(point => (double)point.Numbers.Completed)]);
    }
}
