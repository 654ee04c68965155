using System.Diagnostics.CodeAnalysis;

namespace Jobs.Hosting;

/// <summary>The keys of <c>jobs.host.api-keys.NAME { }</c>. Nothing of what is written there is repeated in messages: it may be a key.</summary>
internal static class ApiKeySettingsReader
{
    private const string Advice = "only hashes of keys are kept; `jobs keys new NAME` makes a key and prints these lines";

    private static readonly SettingKind<KeyHash?> _hash = new HashKind();

    public static IReadOnlyList<ApiKeySettings> Read(SettingsSection section, SettingsReading reading)
    {
        var keys = new List<ApiKeySettings>();
        foreach (var name in section.Keys)
        {
            if (SettingKinds.ApiKeyName.Check(section.PathOf(name), name) is { } misnamed)
                reading.Problem(misnamed);
            if (ReadKey(name, section.Section(name, holdsSecrets: true), reading) is { } key)
                keys.Add(key);
        }

        if (keys.Count > ApiKeySettings.KeysMax)
            reading.Problem(section.Path, $"expected 0..{ApiKeySettings.KeysMax} keys, got {keys.Count}");
        foreach (var twice in keys.GroupBy(key => key.Hash.Text).Where(same => same.Count() > 1))
            reading.Problem(section.PathOf(twice.Last().Name), $"expected a key of its own, got that of {twice.First().Name}");
        return keys;
    }

    private static ApiKeySettings? ReadKey(string name, SettingsSection section, SettingsReading reading)
    {
        var isSilent = !section.Says("hash");
        var hash = section.Read("hash", _hash, otherwise: null);
        var scopes = section.ReadList("scopes", ScopeWords.Kind, [], ScopeWords.All.Count);
        section.Close();
        if (isSilent)
            reading.Problem(section.PathOf("hash"), $"expected {_hash.Expected}, got nothing", Advice);
        if (scopes.Count == 0 && !section.Says("scopes"))
            reading.Problem(section.PathOf("scopes"), $"expected some of {ScopeWords.Kind.Expected}, got nothing", "as in [read, enqueue]");
        return hash is null ? null : new ApiKeySettings(name, hash, scopes.Aggregate(Scopes.None, (all, one) => all | one));
    }

    private sealed class HashKind : SettingKind<KeyHash?>
    {
        public override string Expected => "sha256: and 64 hexadecimal digits";

        public override bool IsSecret => true;

        public override bool Allows(KeyHash? value) => true;

        public override string Show(KeyHash? value) => $"{value}";

        public override bool TryParse(string text, [MaybeNullWhen(false)] out KeyHash? value) => KeyHash.TryParse(text, out value);

        public override string HintFor(string text) => Advice;
    }
}
