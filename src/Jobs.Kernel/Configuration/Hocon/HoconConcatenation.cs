namespace Akka.Configuration.Hocon;

/// <summary>
/// A value with at least one substitution in it. It is computed when the whole file is known, because <c>${a}</c> means the last <c>a</c> of the file.
/// </summary>
/// <param name="Parts">What stands side by side.</param>
/// <param name="Previous">What the key held before; it stays when nothing but absent optional substitutions follows.</param>
internal sealed record HoconConcatenation(IReadOnlyList<HoconPart> Parts, HoconValue? Previous);

internal abstract record HoconPart;

/// <summary>Unquoted text loses the blanks at both ends of the whole value, and an unquoted <c>null</c> is the absence of a value.</summary>
internal sealed record HoconText(string Text, bool IsUnquoted) : HoconPart;

internal sealed record HoconTree(HoconValue Value) : HoconPart;

internal sealed record HoconSubstitutionPart(string Path, bool IsOptional, HoconPosition Position) : HoconPart;

/// <summary>Where something stands in the file; both count from 1.</summary>
internal readonly record struct HoconPosition(int Line, int Column)
{
    public ConfigurationException Error(string message) => new($"line {Line}, column {Column}: {message}");
}
