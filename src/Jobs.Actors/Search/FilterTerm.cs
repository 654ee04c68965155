namespace Jobs.Search;

/// <summary>What one value of a term asks of a job.</summary>
internal delegate bool FilterTest(IJobFields job, DateTimeOffset now);

/// <summary>One term: a field and the values of which one must hold; negated, none may.</summary>
/// <param name="Tests">One for each value.</param>
internal sealed record FilterTerm(FilterField Field, bool IsNegated, IReadOnlyList<FilterLiteral> Values, IReadOnlyList<FilterTest> Tests)
{
    public static FilterTerm Exactly(FilterField field, string value) => OneOf(field, [value]);

    public static FilterTerm OneOf(FilterField field, IReadOnlyList<string> values)
    {
        var literals = values.Select(FilterLiteral.Exactly).ToList();
        return new FilterTerm(field, IsNegated: false, literals, [.. literals.Select(literal => field.Read(literal, at: 0))]);
    }

    public bool Matches(IJobFields job, DateTimeOffset now)
    {
        foreach (var test in Tests)
        {
            if (test(job, now))
                return !IsNegated;
        }

        return IsNegated;
    }

    public override string ToString() => $"{(IsNegated ? "-" : "")}{Field.Name}:{string.Join(',', Values)}";
}
