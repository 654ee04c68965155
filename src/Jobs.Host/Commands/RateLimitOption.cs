using System.CommandLine;
using System.Globalization;

namespace Jobs.Host.Commands;

/// <summary><c>--rate-limit</c>: 100/60s, or none.</summary>
internal static class RateLimitOption
{
    public const string None = "none";

    public static Option<string?> Create()
    {
        var option = new Option<string?>("--rate-limit") { Description = "Starts within any window, as 100/60s; none: no limit", HelpName = "N/TIME" };
        option.Validators.Add(result =>
        {
            if (result.GetValue(option) is { } text && text != None && Parse(text) is null)
                result.AddError($"--rate-limit: '{text}' is no limit; type starts and window as in 100/60s, or none");
        });
        return option;
    }

    /// <summary>Null: it is not one.</summary>
    public static RateLimit? Parse(string text) =>
        text.Split('/') is [var max, var window] && int.TryParse(max, NumberStyles.None, CultureInfo.InvariantCulture, out var starts) && Durations.Parse(window) is { } length
            ? new RateLimit(starts, length)
            : null;
}
