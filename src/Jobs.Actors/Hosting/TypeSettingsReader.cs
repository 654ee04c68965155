namespace Jobs.Hosting;

/// <summary>The keys of <c>jobs.types.NAME { }</c>. What is not written is the queue's affair.</summary>
internal static class TypeSettingsReader
{
    /// <param name="retry">What a type's backoff has where it is written in part: that of <c>jobs.defaults</c>.</param>
    public static TypeSettings Read(SettingsSection section, RetryPolicy retry, SettingsReading reading)
    {
        var type = new TypeSettings
        {
            Timeout = section.ReadOptional("timeout", SettingKinds.Timeout),
            MaxAttempts = section.ReadOptional("max-attempts", SettingKinds.MaxAttempts),
            RetryFor = section.ReadOptional("retry-for", SettingKinds.RetryFor),
            Concurrency = section.ReadOptional("concurrency", SettingKinds.Concurrency),
            RateLimit = LimitSettings.ReadRate(section.Section("rate-limit"), null, SettingInEffect.Default),
            Retry = section.Says("retry") ? RetrySettings.Read(section.Section("retry"), retry, SettingInEffect.JobsDefaults, reading) : null,
        };
        section.Known("retry");
        section.Close();
        return type;
    }
}
