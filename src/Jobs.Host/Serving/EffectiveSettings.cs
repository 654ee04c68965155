using Jobs.Hosting;

namespace Jobs.Host.Serving;

/// <summary>Every value that a host runs with, and who has said it: a flag, the environment, a file, or nobody.</summary>
internal static class EffectiveSettings
{
    public static IReadOnlyList<SettingInEffect> Of(ServeOptions options, Func<string, string?> environment, HostConfiguration configuration) =>
    [
        new SettingInEffect("config", configuration.Source, SourceOf("--config", options.Config, environment, ServeOptions.ConfigVariable) ?? SettingInEffect.Default),
        new SettingInEffect("urls", string.Join(';', configuration.Urls.Select(url => url.OriginalString)), SourceOf("--urls", options.Urls, environment, ServeOptions.UrlsVariable) ?? SettingInEffect.Default),
        .. configuration.Jobs.InEffect.Select(setting => Named(setting, options, environment, configuration)),
    ];

    private static SettingInEffect Named(SettingInEffect setting, ServeOptions options, Func<string, string?> environment, HostConfiguration configuration)
    {
        if (setting.Path == "jobs.data" && SourceOf("--data", options.Data, environment, ServeOptions.DataVariable) is { } source)
            return setting with { Value = SettingKinds.DataFolder.Show(configuration.DataFolder), Source = source };
        return setting with
        {
            Source = setting.Source switch
            {
                ServeOptions.ConnectionVariable => $"environment {setting.Source}",
                _ when setting.Source == configuration.Source && SourceOf("", options.Config, environment, ServeOptions.ConfigVariable) is not null => $"file {setting.Source}",
                _ => setting.Source,
            },
        };
    }

    private static string? SourceOf(string flag, string? said, Func<string, string?> environment, string variable) =>
        said is not null ? $"flag {flag}" : environment(variable) is not null ? $"environment {variable}" : null;
}
