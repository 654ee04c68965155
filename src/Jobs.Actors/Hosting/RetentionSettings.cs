namespace Jobs.Hosting;

/// <summary>The keys of <c>retention { }</c>.</summary>
internal static class RetentionSettings
{
    public static Retention Read(SettingsSection section, Retention otherwise, string inherited)
    {
        var retention = new Retention
        {
            Completed = section.Read("completed", SettingKinds.RetentionAge, otherwise.Completed, inherited),
            Dead = section.Read("dead", SettingKinds.RetentionAge, otherwise.Dead, inherited),
            Count = section.Read("count", SettingKinds.RetentionCountOrNone, otherwise.Count, inherited),
        };
        section.Close();
        return retention;
    }

    /// <summary>The checks of one made in code.</summary>
    public static IEnumerable<SettingsProblem?> Check(Retention retention, string path) =>
    [
        SettingKinds.RetentionAge.Check(SettingsPath.Join(path, "completed"), retention.Completed),
        SettingKinds.RetentionAge.Check(SettingsPath.Join(path, "dead"), retention.Dead),
        SettingKinds.RetentionCountOrNone.Check(SettingsPath.Join(path, "count"), retention.Count),
    ];
}
