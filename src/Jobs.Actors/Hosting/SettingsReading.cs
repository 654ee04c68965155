namespace Jobs.Hosting;

/// <summary>What is gathered while a configuration is read: everything that is wrong, and what is in effect and why.</summary>
internal sealed class SettingsReading
{
    private readonly List<SettingsProblem> _problems = [];
    private readonly List<SettingInEffect> _inEffect = [];

    public IReadOnlyList<SettingsProblem> Problems => _problems;

    public IReadOnlyList<SettingInEffect> Effective => _inEffect;

    public void Problem(string path, string text, string? hint = null) => _problems.Add(new SettingsProblem(path, text, hint));

    public void Problem(SettingsProblem problem) => _problems.Add(problem);

    public void InEffect(string path, string value, string source) => _inEffect.Add(new SettingInEffect(path, value, source));
}

internal static class SettingsPath
{
    /// <summary>A dotted path; a name that HOCON would have to quote is quoted.</summary>
    public static string Join(string path, string key)
    {
        var plain = key.Length > 0 && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
        var name = plain ? key : $"\"{key}\"";
        return path.Length == 0 ? name : $"{path}.{name}";
    }
}
