namespace Jobs.Search;

/// <summary>The bounds of a filter; what is outside is refused with the bound in the message.</summary>
internal static class FilterBounds
{
    public const int LengthMax = 1000;
    public const int TermsMax = 32;
    public const int ValuesMax = 64;
    public const int PathDepthMax = 16;

    public static readonly TimeSpan AgeMax = TimeSpan.FromDays(36_500);
}
