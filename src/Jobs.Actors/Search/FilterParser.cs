using System.Text;

namespace Jobs.Search;

/// <summary>Reads a filter from left to right: <c>-field:value,value "a word"</c>.</summary>
internal sealed class FilterParser(string text)
{
    private const char Quote = '"';
    private const char Escape = '\\';

    private int _at;

    private bool IsAtEnd => _at == text.Length;

    /// <summary>Whether a step of a path can be written without quotes.</summary>
    public static bool IsStep(string step) => step.Length > 0 && step.All(IsInStep);

    /// <exception cref="FilterException">The text is no filter.</exception>
    public List<FilterTerm> ReadTerms()
    {
        if (text.Length > FilterBounds.LengthMax)
            throw new FilterException(FilterBounds.LengthMax, $"expected at most {FilterBounds.LengthMax} characters, got {text.Length}");
        var terms = new List<FilterTerm>();
        for (SkipBlanks(); !IsAtEnd; SkipBlanks())
        {
            if (terms.Count == FilterBounds.TermsMax)
                throw new FilterException(_at, $"expected at most {FilterBounds.TermsMax} terms");
            terms.Add(ReadTerm());
        }

        return terms;
    }

    private static bool IsInValue(char c) => c is not (',' or Quote) && !char.IsWhiteSpace(c);

    private static bool IsInStep(char c) => c is not (':' or '.') && IsInValue(c);

    private FilterTerm ReadTerm()
    {
        var isNegated = Take('-');
        var field = ReadField();
        var values = new List<FilterLiteral>();
        var tests = new List<FilterTest>();
        do
        {
            if (values.Count == FilterBounds.ValuesMax)
                throw new FilterException(_at, $"expected at most {FilterBounds.ValuesMax} values");
            var at = _at;
            var literal = ReadLiteral(field);
            values.Add(literal);
            tests.Add(field.Read(literal, at));
        }
        while (Take(','));

        if (!IsAtEnd && !char.IsWhiteSpace(text[_at]))
            throw new FilterException(_at, $"expected a blank or a comma after the quotes, got '{text[_at]}'");
        return new FilterTerm(field, isNegated, values, tests);
    }

    // A term without a field is a word to look for; then the place is where it was.
    private FilterField ReadField()
    {
        var start = _at;
        var name = ReadWhile(c => c is not ':' && IsInValue(c));
        var isPath = name.StartsWith($"{FilterFields.Payload}.", StringComparison.Ordinal);
        if (isPath)
        {
            _at = start + FilterFields.Payload.Length;
            var path = ReadPath();
            if (Take(':'))
                return new PayloadField(path);
        }
        else if (Take(':'))
        {
            if (name == FilterFields.Payload)
                throw new FilterException(start, "expected a path after payload, as in payload.user.id:42");
            return FilterFields.Find(name, start);
        }

        _at = start;
        return FilterFields.Text;
    }

    private List<string> ReadPath()
    {
        var path = new List<string>();
        while (Take('.'))
        {
            var at = _at;
            var isQuoted = Peek(Quote);
            var step = isQuoted ? ReadQuoted() : ReadWhile(IsInStep);
            if (step.Length == 0 && !isQuoted)
                throw new FilterException(at, "expected a name or a number after the point, as in payload.items.0.sku:42");
            if (path.Count == FilterBounds.PathDepthMax)
                throw new FilterException(at, $"expected a path of at most {FilterBounds.PathDepthMax} steps");
            path.Add(step);
        }

        return path;
    }

    private FilterLiteral ReadLiteral(FilterField field)
    {
        var comparison = ReadComparison();
        if (Peek(Quote))
            return new FilterLiteral(comparison, ReadQuoted(), IsQuoted: true);
        var at = _at;
        var bare = ReadWhile(IsInValue);
        if (Peek(Quote))
            throw new FilterException(_at, "quotes go around the whole value, as in text:\"connection refused\"");
        return bare.Length > 0 ? new FilterLiteral(comparison, bare, IsQuoted: false) : throw new FilterException(at, $"expected a value for {field.Name}; an empty one is \"\"");
    }

    private Comparison ReadComparison()
    {
        if (Take('<'))
            return Take('=') ? Comparison.AtMost : Comparison.Less;
        if (Take('>'))
            return Take('=') ? Comparison.AtLeast : Comparison.More;
        return Comparison.Equal;
    }

    private string ReadQuoted()
    {
        var opened = _at++;
        var value = new StringBuilder();
        while (!Take(Quote))
        {
            if (Take(Escape) && !Peek(Quote) && !Peek(Escape))
                throw new FilterException(_at - 1, "expected \\\" or \\\\: a backslash within quotes is written twice");
            if (IsAtEnd)
                throw new FilterException(opened, "the quotes are not closed");
            value.Append(text[_at++]);
        }

        return value.ToString();
    }

    private string ReadWhile(Func<char, bool> goesOn)
    {
        var start = _at;
        while (!IsAtEnd && goesOn(text[_at]))
            _at++;
        return text[start.._at];
    }

    private void SkipBlanks() => ReadWhile(char.IsWhiteSpace);

    private bool Peek(char c) => !IsAtEnd && text[_at] == c;

    private bool Take(char c)
    {
        if (!Peek(c))
            return false;
        _at++;
        return true;
    }
}
