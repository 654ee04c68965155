namespace Jobs.Hosting;

/// <summary>The keys of <c>jobs.alerts { }</c> and <c>jobs.queues.NAME.alerts { }</c>.</summary>
internal static class AlertSettingsReader
{
    public static AlertSettings Read(SettingsSection section, AlertSettings otherwise, string inherited)
    {
        var alerts = new AlertSettings
        {
            Depth = section.Read("depth", SettingKinds.AlertCountOrNone, otherwise.Depth, inherited),
            Oldest = section.Read("oldest", SettingKinds.AlertTime, otherwise.Oldest, inherited),
            Stalled = section.Read("stalled", SettingKinds.AlertTime, otherwise.Stalled, inherited),
            Dead = section.Read("dead", SettingKinds.AlertCountOrNone, otherwise.Dead, inherited),
            DeadBurst = section.Read("dead-burst", SettingKinds.AlertCountOrNone, otherwise.DeadBurst, inherited),
            DeadWindow = section.Read("dead-window", SettingKinds.AlertWindow, otherwise.DeadWindow, inherited),
            EachDeath = section.Read("each-death", SettingKinds.Switch, otherwise.EachDeath, inherited),
            ClearAt = section.Read("clear-at", SettingKinds.AlertClearAt, otherwise.ClearAt, inherited),
            RaiseAfter = section.Read("raise-after", SettingKinds.AlertAfter, otherwise.RaiseAfter, inherited),
            ClearAfter = section.Read("clear-after", SettingKinds.AlertAfter, otherwise.ClearAfter, inherited),
        };
        section.Close();
        return alerts;
    }

    /// <summary>The checks of one made in code.</summary>
    public static IEnumerable<SettingsProblem?> Check(AlertSettings alerts, string path) =>
    [
        SettingKinds.AlertCountOrNone.Check(SettingsPath.Join(path, "depth"), alerts.Depth),
        SettingKinds.AlertTime.Check(SettingsPath.Join(path, "oldest"), alerts.Oldest),
        SettingKinds.AlertTime.Check(SettingsPath.Join(path, "stalled"), alerts.Stalled),
        SettingKinds.AlertCountOrNone.Check(SettingsPath.Join(path, "dead"), alerts.Dead),
        SettingKinds.AlertCountOrNone.Check(SettingsPath.Join(path, "dead-burst"), alerts.DeadBurst),
        SettingKinds.AlertWindow.Check(SettingsPath.Join(path, "dead-window"), alerts.DeadWindow),
        SettingKinds.AlertClearAt.Check(SettingsPath.Join(path, "clear-at"), alerts.ClearAt),
        SettingKinds.AlertAfter.Check(SettingsPath.Join(path, "raise-after"), alerts.RaiseAfter),
        SettingKinds.AlertAfter.Check(SettingsPath.Join(path, "clear-after"), alerts.ClearAfter),
    ];
}
