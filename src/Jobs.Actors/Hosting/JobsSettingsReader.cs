namespace Jobs.Hosting;

/// <summary>
/// Reads <c>jobs { }</c> from HOCON. Every key, its meaning, unit, bounds and default stand in <c>hocon/jobs.conf</c>. All problems are found in one pass and thrown
/// together: an unknown key and one that has no effect yet are problems as well.
/// </summary>
public static class JobsSettingsReader
{
    private static readonly string[] NotYet = ["id-memory"];

    /// <summary>Reads one text.</summary>
    /// <exception cref="JobsSettingsException">Something is wrong; its message lists all of it.</exception>
    public static JobsConfiguration Read(string hocon, string name = "configuration") => Read([new SettingsSource(name, hocon)]);

    /// <summary>Reads several texts as one: the first that says something about a key wins.</summary>
    /// <exception cref="JobsSettingsException">Something is wrong; its message lists all of it.</exception>
    public static JobsConfiguration Read(IReadOnlyList<SettingsSource> sources)
    {
        var unreadable = new List<SettingsProblem>();
        var trees = sources.Select(source => source.Parse(unreadable)).OfType<SettingsNode>().ToList();
        JobsSettingsException.ThrowIfAny(unreadable);

        var reading = new SettingsReading();
        var root = new SettingsSection("", trees.Count == 0 ? null : trees.Aggregate((above, beneath) => above.Over(beneath)), reading);
        var jobs = root.Section("jobs");
        root.Close();
        var configuration = ReadJobs(jobs, reading);
        JobsSettingsException.ThrowIfAny(reading.Problems);
        return configuration with { InEffect = reading.Effective };
    }

    private static JobsConfiguration ReadJobs(SettingsSection jobs, SettingsReading reading)
    {
        var silent = new JobsSettings { Queues = new Dictionary<string, QueueSettings>(StringComparer.Ordinal) };
        var without = new JobsConfiguration { Settings = silent };
        jobs.NotYet(NotYet);

        var folder = jobs.Read("data", SettingKinds.DataFolder, without.DataFolder);
        var (storage, connection) = StorageSettings.Read(jobs.Section("storage"), without.Storage, reading);
        var configuration = without with
        {
            DataFolder = folder,
            Storage = storage,
            Connection = connection,
            Settings = silent with
            {
                DrainTimeout = jobs.Read("drain-timeout", SettingKinds.DrainTimeout, silent.DrainTimeout),
                CrashLimit = jobs.Read("crash-limit", SettingKinds.CrashLimit, silent.CrashLimit),
                PayloadMemoryBytes = jobs.Read("payload-memory", SettingKinds.PayloadMemory, silent.PayloadMemoryBytes),
                JournalKeep = ReadJournal(jobs.Section("journal"), silent.JournalKeep),
            },
        };
        var alerts = AlertSettingsReader.Read(jobs.Section("alerts"), new AlertSettings(), SettingInEffect.Default);
        var defaults = QueueSettingsReader.ReadDefaults(jobs.Section("defaults"), reading) with { Alerts = alerts };
        var types = ReadTypes(jobs.Section("types"), defaults.Retry, reading);
        var pools = PoolSettingsReader.Read(jobs.Section("pools"));
        var queues = ReadQueues(jobs.Section("queues"), defaults, pools, reading);
        var (host, payloadMax) = ReadHost(jobs.Section("host"), silent.PayloadBytesMax, reading);
        jobs.Close();
        return configuration with { Settings = configuration.Settings with { Queues = queues, Pools = pools, Types = types, PayloadBytesMax = payloadMax }, Host = host };
    }

    private static TimeSpan ReadJournal(SettingsSection journal, TimeSpan otherwise)
    {
        var keep = journal.Read("keep", SettingKinds.JournalKeep, otherwise);
        journal.Close();
        return keep;
    }

    private static Dictionary<string, QueueSettings> ReadQueues(
        SettingsSection section, QueueSettings defaults, IReadOnlyDictionary<string, PoolSettings> pools, SettingsReading reading)
    {
        var problemsBefore = reading.Problems.Count;
        var queues = new Dictionary<string, QueueSettings>(StringComparer.Ordinal);
        foreach (var name in section.Keys)
        {
            if (SettingKinds.QueueName.Check(section.PathOf(name), name) is { } misnamed)
                reading.Problem(misnamed);
            queues[name] = QueueSettingsReader.ReadQueue(section.Section(name), PoolRules.DefaultsIn(pools, name, defaults), reading);
        }

        if (JobsSettingsRules.CheckQueueCount(queues.Count) is { } problem)
            reading.Problem(problem);

        // What is wrong in one value has been said; what is wrong between them is said once each by itself is right.
        if (reading.Problems.Count == problemsBefore)
        {
            foreach (var wrong in PoolRules.Check(pools, queues))
                reading.Problem(wrong);
        }

        return queues;
    }

    private static Dictionary<string, TypeSettings> ReadTypes(SettingsSection section, RetryPolicy retry, SettingsReading reading)
    {
        var types = new Dictionary<string, TypeSettings>(StringComparer.Ordinal);
        foreach (var name in section.Keys)
        {
            if (SettingKinds.TypeName.Check(section.PathOf(name), name) is { } misnamed)
                reading.Problem(misnamed);
            types[name] = TypeSettingsReader.Read(section.Section(name), retry, reading);
        }

        if (JobsSettingsRules.CheckTypeCount(types.Count) is { } problem)
            reading.Problem(problem);
        return types;
    }

    private static (HostSettings Host, int PayloadMax) ReadHost(SettingsSection section, int payloadMax, SettingsReading reading)
    {
        var otherwise = new HostSettings();
        var host = new HostSettings
        {
            SampleHandlers = section.Read("sample-handlers", SettingKinds.Switch, otherwise.SampleHandlers),
            FaultHandlers = section.Read("fault-handlers", SettingKinds.Switch, otherwise.FaultHandlers),
            AllowPrivateHttp = ReadHttp(section.Section("http"), otherwise.AllowPrivateHttp),
            AllowedHosts = section.ReadList("allowed-hosts", SettingKinds.HostName, otherwise.AllowedHosts, SettingKinds.AllowedHostsMax),
            UnreadyOnCritical = section.Read("unready-on-critical", SettingKinds.Switch, otherwise.UnreadyOnCritical),
            Log = HostLogSettings.Read(section.Section("log")),
            Links = LinkSettings.Read(section.Section("links")),
            PathPrefix = section.Read("path-prefix", SettingKinds.PathPrefix, otherwise.PathPrefix),
            Environment = section.Read("environment", SettingKinds.Environment, otherwise.Environment),
            ApiKeys = ApiKeySettingsReader.Read(section.Section("api-keys", holdsSecrets: true), reading),
            ReadOnly = section.Read("read-only", SettingKinds.Switch, otherwise.ReadOnly),
            RequestLimit = LimitSettings.ReadRate(section.Section("rate-limit"), otherwise.RequestLimit, SettingInEffect.Default),
        };
        payloadMax = section.Read("payload-max", SettingKinds.PayloadMax, payloadMax);
        section.Close();
        return (host, payloadMax);
    }

    private static bool ReadHttp(SettingsSection http, bool otherwise)
    {
        var allowPrivate = http.Read("allow-private", SettingKinds.Switch, otherwise);
        http.Close();
        return allowPrivate;
    }
}
