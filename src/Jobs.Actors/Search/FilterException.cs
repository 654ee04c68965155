namespace Jobs.Search;

/// <summary>A text is no filter. The message says where, what was expected, and what was likely meant.</summary>
/// <param name="at">Where it goes wrong, from 0.</param>
internal sealed class FilterException(int at, string detail) : Exception($"column {at + 1}: {detail}")
{
    /// <summary>From 1, as people count.</summary>
    public int Column { get; } = at + 1;
}
