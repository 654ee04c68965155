namespace Jobs.Browser.Tests.Chromium;

/// <summary>Where Debian puts the browser and its driver.</summary>
internal static class ChromiumBinaries
{
    public const string Browser = "/usr/bin/chromium";
    public const string Driver = "/usr/bin/chromedriver";

    public const string Missing = $"There is no Chromium on this machine: {Browser} or {Driver} is missing (Debian: apt-get install chromium chromium-driver).";

    /// <summary>Why a test that needs them is left out: never where tests must not be left out.</summary>
    public static string? SkipReason => ArePresent || IsContinuousIntegration ? null : Missing;

    public static bool ArePresent => File.Exists(Browser) && File.Exists(Driver);

    private static bool IsContinuousIntegration => Environment.GetEnvironmentVariable("CI") is { Length: > 0 };
}
