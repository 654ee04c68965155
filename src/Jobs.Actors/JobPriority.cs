namespace Jobs;

/// <summary>0 is the most urgent, 10 the least; some systems count the other way. Equal priority is first in, first out.</summary>
public static class JobPriority
{
    public const int Critical = 0;
    public const int High = 2;
    public const int Normal = 5;
    public const int Low = 8;
    public const int Lowest = 10;
}
