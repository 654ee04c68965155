using System.Globalization;
using Jobs.Hosting;

namespace Jobs.Search;

/// <summary>Something of a job that a filter can ask about. A kind of field knows how its values are written and what they ask.</summary>
/// <param name="name">As it is typed before the colon.</param>
/// <param name="columns">Of <see cref="Index.Tables.JobColumns"/>: those that its tests look at.</param>
internal abstract class FilterField(string name, params IReadOnlyList<string> columns)
{
    public string Name { get; } = name;

    /// <summary>What must be read of a job in the index.</summary>
    public IReadOnlyList<string> Columns { get; } = columns;

    /// <param name="at">Where the value stands, for the error.</param>
    /// <exception cref="FilterException">The field has no such values.</exception>
    public abstract FilterTest Read(FilterLiteral literal, int at);

    protected void RefuseComparison(FilterLiteral literal, int at)
    {
        if (literal.Comparison != Comparison.Equal)
            throw new FilterException(at, $"{Name} cannot be compared with {FilterLiteral.Sign(literal.Comparison)}; quote a value that begins with it");
    }
}

/// <summary>A text, matched exactly, or by its beginning: <c>send-*</c>.</summary>
internal sealed class TextField(string name, Func<IJobFields, string?> of, params string[] columns) : FilterField(name, columns)
{
    public override FilterTest Read(FilterLiteral literal, int at)
    {
        RefuseComparison(literal, at);
        return (job, _) => of(job) is { } text && literal.Covers(text);
    }
}

/// <summary>Several texts, of which one must match.</summary>
internal sealed class TextsField(string name, Func<IJobFields, IReadOnlyList<string>> of, string column) : FilterField(name, column)
{
    public override FilterTest Read(FilterLiteral literal, int at)
    {
        RefuseComparison(literal, at);
        return (job, _) => of(job).Any(literal.Covers);
    }
}

/// <summary>A part of the error's type or message, or of the id, in any case.</summary>
internal sealed class AnywhereField(string name) : FilterField(name, "id", "error_type", "error_message")
{
    public override FilterTest Read(FilterLiteral literal, int at)
    {
        RefuseComparison(literal, at);
        return (job, _) => Contains(job.ErrorMessage, literal.Text) || Contains(job.ErrorType, literal.Text) || Contains(job.Id, literal.Text);
    }

    private static bool Contains(string? text, string part) => text is not null && text.Contains(part, StringComparison.OrdinalIgnoreCase);
}

internal sealed class StatusField(string name) : FilterField(name)
{
    private static readonly Dictionary<string, JobStatus> _statuses = Enum.GetValues<JobStatus>().ToDictionary(status => status.Name(), StringComparer.Ordinal);

    public override FilterTest Read(FilterLiteral literal, int at)
    {
        RefuseComparison(literal, at);
        if (!_statuses.TryGetValue(literal.Text, out var status))
            throw new FilterException(at, $"there is no status '{literal.Text}', {FilterFields.Suggest(literal.Text, _statuses.Keys)}");
        return (job, _) => job.Status == status;
    }
}

/// <summary>A whole number, equal to or compared with another.</summary>
/// <param name="words">Values that have a name.</param>
internal sealed class NumberField(string name, Func<IJobFields, int> of, string column, params (string Word, int Value)[] words) : FilterField(name, column)
{
    public override FilterTest Read(FilterLiteral literal, int at)
    {
        var value = Parse(literal, at);
        return (job, _) => literal.Holds(of(job).CompareTo(value));
    }

    private int Parse(FilterLiteral literal, int at)
    {
        foreach (var (word, named) in words)
        {
            if (literal.Text == word)
                return named;
        }

        if (!literal.IsQuoted && int.TryParse(literal.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        var known = words.Length == 0 ? "" : $" or one of {string.Join(", ", words.Select(word => word.Word))}";
        throw new FilterException(at, $"expected a whole number{known} after {Name}:, got '{literal.Text}', as in {Name}:>=2");
    }
}

/// <summary>A time, compared with another one or, as an age, with now.</summary>
/// <param name="isAhead">Ages count from now on, not back from it.</param>
internal sealed class TimeField(string name, Func<IJobFields, DateTimeOffset?> of, string column, bool isAhead = false) : FilterField(name, column)
{
    public override FilterTest Read(FilterLiteral literal, int at)
    {
        if (literal.IsAny)
            return (job, _) => of(job) is not null;
        if (FilterTime.TryParse(literal.Text, out var time))
            return (job, _) => of(job) is { } actual && literal.Holds(time.OrderOf(actual));
        if (!SettingText.TryParseDuration(literal.Text, out var age) || age < TimeSpan.Zero || age > FilterBounds.AgeMax)
            throw new FilterException(at, $"expected a time or an age after {Name}:, got '{literal.Text}', as in {Name}:>2026-11-01, {Name}:>=2026-11-01T08:00Z or {Name}:<1h");
        if (literal.Comparison == Comparison.Equal)
            throw new FilterException(at, $"expected < or > before an age, as in {Name}:<{literal.Text}");
        return (job, now) => of(job) is { } actual && literal.Holds((isAhead ? actual - now : now - actual).CompareTo(age));
    }
}
