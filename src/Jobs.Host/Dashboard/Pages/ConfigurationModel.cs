using Jobs.Hosting;

namespace Jobs.Host.Dashboard.Pages;

/// <param name="Found">How many match; <paramref name="Settings"/> may be fewer.</param>
/// <param name="Text">Part of a path or value; empty: all.</param>
/// <param name="IsSaid">Only what somebody has written, not the defaults.</param>
public sealed record ConfigurationModel(IReadOnlyList<SettingInEffect> Settings, int Found, string Text, bool IsSaid);
