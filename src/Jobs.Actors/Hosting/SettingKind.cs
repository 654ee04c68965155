using System.Diagnostics.CodeAnalysis;

namespace Jobs.Hosting;

/// <summary>How one sort of setting is written, what it may be, and how that is said. The reader of HOCON and the check of settings made in code share it, so that a bound stands once.</summary>
internal abstract class SettingKind<T>
{
    /// <summary>What is allowed, as it stands after "expected".</summary>
    public abstract string Expected { get; }

    /// <summary>What is written must not be repeated in messages.</summary>
    public virtual bool IsSecret => false;

    public abstract bool Allows(T value);

    public abstract string Show(T value);

    /// <summary>Reads the text. What can be read may still be outside the bounds.</summary>
    public abstract bool TryParse(string text, [MaybeNullWhen(false)] out T value);

    /// <summary>What would help somebody who wrote <paramref name="text"/>; null when "expected" says it all.</summary>
    public virtual string? HintFor(string text) => null;

    public SettingsProblem? Check(string path, T value) => Allows(value) ? null : new SettingsProblem(path, $"expected {Expected}, got {Show(value)}");
}
