namespace Jobs;

/// <summary>The bounds of everything a sender may say. What is outside is refused with the bound in the message; nothing of it is stored.</summary>
public static class JobBounds
{
    public const int QueueNameLengthMax = 64;
    public const int TypeLengthMax = 128;
    public const int MaxAttemptsMin = 1;
    public const int MaxAttemptsMax = 100;
    public const int TagsMax = 16;
    public const int TagLengthMax = 64;
    public const int KeyLengthMax = 256;
    public const int ByLengthMax = 128;
    public const int TraceParentLengthMax = 256;
    public const int ReasonLengthMax = 256;
    public const int PayloadBytesDefault = 256 * 1024;
    public const int ResultBytesMax = 256 * 1024;
    public const int JsonDepthMax = 64;
    public const int BatchJobsMax = 1000;
    public const int BatchBytesMax = 8 * 1024 * 1024;
    public const int PageSizeDefault = 50;
    public const int PageSizeMax = 500;

    /// <summary>How long a key with a window may be held: as long as the ids of ended jobs are remembered.</summary>
    public static readonly TimeSpan UniqueForMin = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan UniqueForMax = TimeSpan.FromHours(24);

    public static readonly TimeSpan TimeoutMin = TimeSpan.FromMilliseconds(100);
    public static readonly TimeSpan TimeoutMax = TimeSpan.FromDays(1);
    public static readonly TimeSpan DelayMax = TimeSpan.FromDays(3650);

    /// <summary>A queue's name: a lower-case letter or digit, then up to 63 of <c>a-z 0-9 _ -</c>.</summary>
    public static bool IsQueueName(string? name)
    {
        if (string.IsNullOrEmpty(name) || name.Length > QueueNameLengthMax || !IsLowerOrDigit(name[0]))
            return false;
        foreach (var c in name)
        {
            if (!IsLowerOrDigit(c) && c is not ('_' or '-'))
                return false;
        }

        return true;
    }

    /// <summary>A type, tag or key: within its length, no control character, no lone surrogate.</summary>
    public static bool IsPrintable(string? text, int lengthMax)
    {
        if (string.IsNullOrEmpty(text) || text.Length > lengthMax)
            return false;
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]))
                return false;
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(text[i]))
                return false;
        }

        return true;
    }

    private static bool IsLowerOrDigit(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c);
}
