namespace Jobs.Hosting;

/// <summary>The keys of <c>retry { }</c>, and what must hold between them.</summary>
internal static class RetrySettings
{
    public static RetryPolicy Read(SettingsSection section, RetryPolicy otherwise, string inherited, SettingsReading reading)
    {
        var problemsBefore = reading.Problems.Count;
        var jitter = section.Read("jitter", SettingKinds.RetryJitter, Jitter.Of(otherwise), inherited);
        var policy = new RetryPolicy
        {
            Kind = section.Read("kind", SettingKinds.RetryKind, otherwise.Kind, inherited),
            Delay = section.Read("delay", SettingKinds.RetryDelay, otherwise.Delay, inherited),
            Delays = section.ReadList("delays", SettingKinds.RetryDelay, otherwise.Delays, RetryPolicy.DelaysMax, inherited),
            Factor = section.Read("factor", SettingKinds.RetryFactor, otherwise.Factor, inherited),
            Jitter = jitter.Share,
            JitterTime = jitter.Time,
            MaxDelay = section.Read("max-delay", SettingKinds.RetryDelay, otherwise.MaxDelay, inherited),
        };
        section.Close();
        if (section.Says("delays") && policy.Delays.Count > 0 && policy.Kind != RetryKind.List)
            reading.Problem(section.PathOf("delays"), $"has an effect with kind = list only, and kind is {SettingKinds.RetryKind.Show(policy.Kind)}");

        // Only what this section says can be wrong here, and only once each value by itself is right.
        if (section.Keys.Any() && reading.Problems.Count == problemsBefore && Conflict(policy, section.Path, section.Says) is { } conflict)
            reading.Problem(conflict);
        return policy;
    }

    /// <summary>The checks of one policy made in code.</summary>
    public static IEnumerable<SettingsProblem> Check(RetryPolicy policy, string path)
    {
        SettingsProblem?[] problems =
        [
            SettingKinds.RetryKind.Check(SettingsPath.Join(path, "kind"), policy.Kind),
            SettingKinds.RetryDelay.Check(SettingsPath.Join(path, "delay"), policy.Delay),
            policy.Delays.Count > RetryPolicy.DelaysMax
                ? new SettingsProblem(SettingsPath.Join(path, "delays"), $"expected a list of 0..{RetryPolicy.DelaysMax}, got {policy.Delays.Count}")
                : null,
            .. policy.Delays.Select((delay, i) => SettingKinds.RetryDelay.Check($"{SettingsPath.Join(path, "delays")}[{i}]", delay)),
            SettingKinds.RetryFactor.Check(SettingsPath.Join(path, "factor"), policy.Factor),
            SettingKinds.RetryJitter.Check(SettingsPath.Join(path, "jitter"), Jitter.Of(policy)),
            SettingKinds.RetryDelay.Check(SettingsPath.Join(path, "max-delay"), policy.MaxDelay),
        ];
        var wrong = problems.OfType<SettingsProblem>().ToList();
        return wrong.Count > 0 ? wrong : Conflict(policy, path, _ => true) is { } conflict ? [conflict] : [];
    }

    /// <summary>A wait above the longest allowed one would be cut to it without a word. The key blamed is one that the user has written.</summary>
    private static SettingsProblem? Conflict(RetryPolicy policy, string path, Func<string, bool> says)
    {
        if (policy.Kind == RetryKind.List && policy.Delays.Count == 0)
            return !says("kind") && !says("delays") ? null : new SettingsProblem(SettingsPath.Join(path, "kind"), "expected delays beside kind = list, got none", "as in delays = [10s, 1m, 5m]");

        var (key, longest) = policy.Kind == RetryKind.List ? ("delays", policy.Delays.Max()) : ("delay", policy.Delay);
        if (longest <= policy.MaxDelay)
            return null;
        var (wait, limit) = (SettingKinds.RetryDelay.Show(longest), SettingKinds.RetryDelay.Show(policy.MaxDelay));
        if (says("max-delay"))
            return new SettingsProblem(SettingsPath.Join(path, "max-delay"), $"expected at least {key} ({wait}), got {limit}");
        return says(key) ? new SettingsProblem(SettingsPath.Join(path, key), $"expected at most max-delay ({limit}), got {wait}", $"set max-delay = {wait} beside it") : null;
    }
}
