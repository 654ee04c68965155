using Jobs.Search;

namespace Jobs.Host.Dashboard.JobList;

/// <summary>A filter as it stands in the page's text line, with what its chips need to change it by one term.</summary>
public sealed class FilterLine
{
    private readonly JobFilter _filter;

    private FilterLine(string text, JobFilter filter, FilterMistake? mistake)
    {
        Text = text;
        _filter = filter;
        Mistake = mistake;
    }

    public string Text { get; }

    /// <summary>Null: it is a filter.</summary>
    public FilterMistake? Mistake { get; }

    /// <summary>Every term as it would be typed, with the line without it.</summary>
    public IEnumerable<FilterChip> Others => _filter.Terms
        .Where(term => term.Field != FilterFields.Status || term.IsNegated)
        .Select(term => new FilterChip(term.ToString(), Join(_filter.Terms.Where(other => other != term))));

    /// <summary>Whether nothing but queues and states is asked for, which is what a queue counts.</summary>
    public bool IsCounted => _filter.Terms.All(term => term.Field == FilterFields.Queue || (term.Field == FilterFields.Status && !term.IsNegated));

    public bool NamesQueue => _filter.Terms.Any(term => term.Field == FilterFields.Queue);

    public static FilterLine Read(string text)
    {
        try
        {
            return new FilterLine(text, JobFilter.Parse(text), mistake: null);
        }
        catch (FilterException fault)
        {
            return new FilterLine(text, JobFilter.All, new FilterMistake(fault.Column, fault.Message));
        }
    }

    /// <summary>The line of a request, with what other pages' links ask for in parameters of their own.</summary>
    public static string TextOf(IQueryCollection query, IEnumerable<string> asTerms) => string.Join(
        ' ',
        asTerms.Where(name => query[name].ToString().Length > 0).Select(name => Term(name, query[name].ToString())).Prepend(query["filter"].ToString().Trim()).Where(text => text.Length > 0));

    /// <summary>A term that asks for exactly this, quoted where it must be.</summary>
    public static string Term(string field, string value)
    {
        var isPlain = value.Length > 0 && value[0] is not ('<' or '>') && !value.EndsWith('*') && !value.Any(c => c is ',' or '"' || char.IsWhiteSpace(c));
        return $"{field}:{(isPlain ? value : FilterLiteral.Quote(value))}";
    }

    public bool Allows(string queue) => _filter.Allows(queue);

    /// <summary>Whether this state is asked for by name.</summary>
    public bool Asks(JobStatus status) => Asked.Contains(status.Name(), StringComparer.Ordinal);

    /// <summary>The line that asks for this state as well, or no longer.</summary>
    public string Toggled(JobStatus status)
    {
        var asked = Asks(status) ? Asked.Where(name => name != status.Name()) : [.. Asked, status.Name()];
        var states = string.Join(',', asked);
        var others = Join(_filter.Terms.Where(term => term.Field != FilterFields.Status || term.IsNegated));
        return string.Join(' ', ((string[])[states.Length > 0 ? $"status:{states}" : "", others]).Where(part => part.Length > 0));
    }

    /// <summary>The line itself if it names states, else only these of what it asks for.</summary>
    public string Within(params JobStatus[] statuses) => Asked.Any() ? Text : $"status:{string.Join(',', statuses.Select(status => status.Name()))} {Text}".Trim();

    private IEnumerable<string> Asked => _filter.Terms
        .Where(term => term.Field == FilterFields.Status && !term.IsNegated)
        .SelectMany(term => term.Values)
        .Select(value => value.Text)
        .Distinct(StringComparer.Ordinal);

    private static string Join(IEnumerable<FilterTerm> terms) => string.Join(' ', terms);
}

/// <summary>Where a line is no filter, and why.</summary>
/// <param name="Column">From 1.</param>
public sealed record FilterMistake(int Column, string Message);

/// <param name="Text">One term.</param>
/// <param name="Without">The line that is left when it goes.</param>
public sealed record FilterChip(string Text, string Without);
