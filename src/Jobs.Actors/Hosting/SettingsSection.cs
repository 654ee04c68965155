namespace Jobs.Hosting;

/// <summary>One section while it is read: hands out its settings by name and, closed, reports what nobody asked for.</summary>
internal sealed class SettingsSection(string path, SettingsNode? node, SettingsReading reading)
{
    private readonly List<string> _known = [];
    private readonly List<string> _notYet = [];

    public string Path => path;

    public IEnumerable<string> Keys => node?.Keys ?? [];

    /// <summary>Whether the user has written this key.</summary>
    public bool Says(string key) => node?[key] is not null;

    public string PathOf(string key) => SettingsPath.Join(path, key);

    /// <summary>The setting; <paramref name="otherwise"/> when it is not written or wrong. <paramref name="inherited"/> names where the former is from.</summary>
    public T Read<T>(string key, SettingKind<T> kind, T otherwise, string inherited = SettingInEffect.Default)
    {
        if (!Says(key))
        {
            _known.Add(key);
            reading.InEffect(PathOf(key), otherwise is null ? "none" : kind.Show(otherwise), inherited);
            return otherwise;
        }

        return TryReadWritten(key, kind, out var value) ? value : otherwise;
    }

    /// <summary>A setting that may be silent: null when it is not written or wrong.</summary>
    public T? ReadOptional<T>(string key, SettingKind<T> kind)
        where T : struct
    {
        if (Says(key))
            return TryReadWritten(key, kind, out var value) ? value : null;
        _known.Add(key);
        reading.InEffect(PathOf(key), "none", SettingInEffect.Default);
        return null;
    }

    /// <summary>A list of settings, at most <paramref name="max"/> of them.</summary>
    public IReadOnlyList<T> ReadList<T>(string key, SettingKind<T> kind, IReadOnlyList<T> otherwise, int max, string inherited = SettingInEffect.Default)
    {
        _known.Add(key);
        var written = node?[key];
        if (written is null)
        {
            reading.InEffect(PathOf(key), Show(kind, otherwise), inherited);
            return otherwise;
        }

        if (written.Items is not { } items || items.Count > max)
        {
            var got = written.Items is { } many ? $"{many.Count}" : written.Shown;
            reading.Problem(PathOf(key), $"expected a list of 0..{max}, got {got}", "as in [a, b]");
            return otherwise;
        }

        var values = new List<T>();
        for (var i = 0; i < items.Count; i++)
        {
            if (TryRead($"{PathOf(key)}[{i}]", kind, items[i], items[i] ?? "nothing", out var value))
                values.Add(value);
        }

        reading.InEffect(PathOf(key), Show(kind, values), written.Source);
        return values;
    }

    /// <summary>A section beneath; an empty one when it is not written.</summary>
    /// <param name="holdsSecrets">What somebody wrote in its place must not be repeated in messages.</param>
    public SettingsSection Section(string key, bool holdsSecrets = false)
    {
        _known.Add(key);
        var written = node?[key];
        if (written is { IsSection: false })
        {
            reading.Problem(PathOf(key), $"expected a section {{ }}, got {(holdsSecrets ? "something else" : written.Shown)}");
            written = null;
        }

        return new SettingsSection(PathOf(key), written, reading);
    }

    /// <summary>A key that may stand here and has been looked at, or need not be.</summary>
    public void Known(string key) => _known.Add(key);

    /// <summary>Keys that have no effect yet. Taking them silently would promise something.</summary>
    public void NotYet(params IEnumerable<string> keys) => _notYet.AddRange(keys);

    /// <summary>Everything that may stand here has been asked for: what is left is a mistake.</summary>
    public void Close()
    {
        foreach (var key in Keys.Except(_known, StringComparer.Ordinal))
        {
            if (_notYet.Contains(key, StringComparer.Ordinal))
                reading.Problem(AsWritten(key), "not available yet", "leave it out");
            else if (DidYouMean.Nearest(key, _known.Concat(_notYet)) is { } near)
                reading.Problem(AsWritten(key), "unknown key", $"did you mean {near}?");
            else
                reading.Problem(AsWritten(key), "unknown key", $"known here: {string.Join(", ", _known)}");
        }
    }

    /// <summary>The path down to where the user's words branch: <c>journal.keep</c>, not <c>journal</c>.</summary>
    private string AsWritten(string key)
    {
        var place = PathOf(key);
        for (var at = node?[key]; at?.OnlyKey is { } only; at = at[only])
            place = SettingsPath.Join(place, only);
        return place;
    }

    private bool TryReadWritten<T>(string key, SettingKind<T> kind, out T value)
    {
        _known.Add(key);
        var written = node![key]!;
        if (!TryRead(PathOf(key), kind, written.Text, written.Shown, out value))
            return false;
        reading.InEffect(PathOf(key), kind.Show(value), written.Source);
        return true;
    }

    private static string Show<T>(SettingKind<T> kind, IReadOnlyList<T> values) => $"[{string.Join(", ", values.Select(kind.Show))}]";

    private bool TryRead<T>(string place, SettingKind<T> kind, string? text, string shown, out T value)
    {
        value = default!;
        if (kind.IsSecret && text is { Length: > 0 })
            shown = "something else";
        if (text is null || !kind.TryParse(text, out var parsed))
        {
            reading.Problem(place, $"expected {kind.Expected}, got {shown}", text is null ? null : kind.HintFor(text));
            return false;
        }

        value = parsed;
        if (kind.Allows(parsed))
            return true;
        reading.Problem(place, $"expected {kind.Expected}, got {shown}", kind.HintFor(text));
        return false;
    }
}
