using Jobs.Messages;

namespace Jobs.Search;

/// <summary>
/// Which jobs somebody wants to see: <c>status:failed,dead type:send-* -tag:test payload.user.id:42 updated:&lt;1h</c>. All terms must hold. One language for the API, the command line and the pages; <c>docs/search.md</c>
/// is its reference.
/// </summary>
internal sealed class JobFilter
{
    private static readonly JobStatus[] _allStatuses = Enum.GetValues<JobStatus>();

    private readonly List<FilterTerm> _tested;
    private readonly List<FilterTerm> _ofQueue;

    private JobFilter(IReadOnlyList<FilterTerm> terms)
    {
        Terms = terms;
        var ofStatus = terms.Where(term => term.Field == FilterFields.Status).ToList();
        _ofQueue = [.. terms.Where(term => term.Field == FilterFields.Queue)];
        _tested = [.. terms.Except(ofStatus).Except(_ofQueue).OrderBy(term => term.Field is PayloadField)];
        Statuses = [.. _allStatuses.Where(status => ofStatus.TrueForAll(term => Covers(term, status.Name())))];
        Ids = terms.FirstOrDefault(term => term is { IsNegated: false } && term.Field == FilterFields.Id && term.Values.All(value => !value.IsPrefix))
            ?.Values.Select(value => value.Text).Distinct(StringComparer.Ordinal).ToList();
        Columns = [.. _tested.SelectMany(term => term.Field.Columns).Distinct(StringComparer.Ordinal)];
    }

    public static JobFilter All { get; } = new([]);

    public IReadOnlyList<FilterTerm> Terms { get; }

    /// <summary>Those that a job may have; the lists of the others need not be read.</summary>
    public IReadOnlyList<JobStatus> Statuses { get; }

    /// <summary>Only jobs with one of these ids can match, which need no list at all; null: any may.</summary>
    public IReadOnlyList<string>? Ids { get; }

    /// <summary>What must be read of a job in the index to know whether it <see cref="Matches"/>.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <exception cref="FilterException">The text is no filter.</exception>
    public static JobFilter Parse(string text) => new(new FilterParser(text).ReadTerms());

    /// <summary>All that a list asks for, in one filter.</summary>
    /// <exception cref="FilterException">What it gives as its filter is none.</exception>
    public static JobFilter Of(ListJobs list)
    {
        List<FilterTerm> terms = list.Filter is null ? [] : [.. new FilterParser(list.Filter).ReadTerms()];
        Add(FilterFields.Status, list.Status?.Name());
        Add(FilterFields.Type, list.Type);
        Add(FilterFields.Tag, list.Tag);
        Add(FilterFields.Text, list.Text);
        return terms.Count == 0 ? All : new JobFilter(terms);

        void Add(FilterField field, string? value)
        {
            if (value is not null)
                terms.Add(FilterTerm.Exactly(field, value));
        }
    }

    /// <summary>All that an operation asks for, in one filter.</summary>
    /// <exception cref="FilterException">What it gives as its filter is none.</exception>
    public static JobFilter Of(StartOperation operation)
    {
        var filter = Of(new ListJobs(operation.Queue, Type: operation.Type) { Filter = operation.Filter, Text = operation.Text });
        return operation.Ids is { } ids ? new JobFilter([.. filter.Terms, FilterTerm.OneOf(FilterFields.Id, [.. ids.Select(id => id.ToString())])]) : filter;
    }

    /// <summary>Whether any job of this queue can match.</summary>
    public bool Allows(string queue) => _ofQueue.TrueForAll(term => Covers(term, queue));

    /// <summary>Whether a job does that has one of <see cref="Statuses"/> and is in a queue that the filter <see cref="Allows"/>.</summary>
    /// <param name="now">From which ages count.</param>
    public bool Matches(IJobFields job, DateTimeOffset now)
    {
        foreach (var term in _tested)
        {
            if (!term.Matches(job, now))
                return false;
        }

        return true;
    }

    private static bool Covers(FilterTerm term, string text) => term.Values.Any(value => value.Covers(text)) != term.IsNegated;

    /// <summary>As it would be typed.</summary>
    public override string ToString() => string.Join(' ', Terms);
}
