using System.Globalization;
using Jobs.Hosting;

namespace Jobs.Alerts;

/// <summary>What an alert says to people.</summary>
internal static class AlertText
{
    public static string Of(AlertMeasure measure, string queue, AlertSettings settings) => measure.Rule switch
    {
        AlertRule.Depth => $"{queue}: {Jobs(measure.Value)} are ready and wait for a worker, more than {Number(measure.Limit)}.",
        AlertRule.Oldest => $"{queue}: a job has been ready for {Time(measure.Value)} and has not started; the limit is {Time(measure.Limit)}.",
        AlertRule.Stalled => $"{queue}: jobs are ready, and for {Time(measure.Value)} none has run.",
        AlertRule.Dead => $"{queue}: {Jobs(measure.Value)} are dead and wait to be looked at, more than {Number(measure.Limit)}.",
        AlertRule.DeadBurst => $"{queue}: {Jobs(measure.Value)} died within {SettingText.Show(settings.DeadWindow)}; {Number(measure.Limit)} are too many.",
        AlertRule.Death => $"{queue}: {Jobs(measure.Value)} died within {SettingText.Show(settings.DeadWindow)}.",
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure.Rule, "Not a rule."),
    };

    private static string Jobs(double count) => count is 1 ? "1 job" : $"{Number(count)} jobs";

    private static string Number(double count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Time(double seconds)
    {
        var time = TimeSpan.FromSeconds(Math.Floor(seconds));
        return time.TotalHours >= 1 ? $"{(int)time.TotalHours} h {time.Minutes} min" : time.TotalMinutes >= 1 ? $"{time.Minutes} min {time.Seconds} s" : $"{time.Seconds} s";
    }
}
