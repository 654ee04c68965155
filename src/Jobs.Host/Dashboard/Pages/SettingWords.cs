using System.Globalization;
using Jobs.Hosting;

namespace Jobs.Host.Dashboard.Pages;

/// <summary>A queue's settings in words.</summary>
internal static class SettingWords
{
    public static string Retry(RetryPolicy retry)
    {
        var jitter = retry.JitterTime is { } time ? Shown.Duration(time) : string.Create(CultureInfo.InvariantCulture, $"{retry.Jitter * 100:0.#}\u2009%");
        var waits = retry.Kind switch
        {
            RetryKind.Fixed => $"{Shown.Duration(retry.Delay)} each time",
            RetryKind.Linear => $"{Shown.Duration(retry.Delay)} more each time",
            RetryKind.Exponential => string.Create(CultureInfo.InvariantCulture, $"{Shown.Duration(retry.Delay)}, each time × {retry.Factor}"),
            RetryKind.List => string.Join(", ", retry.Delays.Select(Shown.Duration)),
            _ => throw new ArgumentOutOfRangeException(nameof(retry), retry.Kind, "Not a retry kind."),
        };
        return $"{waits}; jitter up to {jitter}; at most {Shown.Duration(retry.MaxDelay)}";
    }

    public static string Kept(QueueSettings settings) => settings.History switch
    {
        HistoryKept.None => "nothing that has ended",
        HistoryKept.Failed => $"what failed, for {Age(settings.Retention.Completed)}",
        _ => $"completed {Age(settings.Retention.Completed)}, dead {Age(settings.Retention.Dead)}",
    };

    /// <summary>What else is special about the queue; empty: nothing.</summary>
    public static IReadOnlyList<string> Special(QueueSettings settings) =>
    [
        .. Given(settings.ExternalWorkers, "external workers"),
        .. Given(settings.Blocking, "blocking"),
        .. Given(settings.FifoPerKey, "first in, first out per key"),
        .. Given(settings.PartitionLimit is not null, "limit per key"),
        .. Given(settings.TypeLimits.Count > 0, $"{settings.TypeLimits.Count} type limits"),
    ];

    private static string Age(TimeSpan age) => age == Retention.Off ? "for ever" : Shown.Duration(age);

    private static string[] Given(bool isSo, string words) => isSo ? [words] : [];
}
