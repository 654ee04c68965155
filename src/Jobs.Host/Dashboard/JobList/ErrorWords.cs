namespace Jobs.Host.Dashboard.JobList;

/// <summary>An error in one line: what it says, then its type without the namespace.</summary>
public static class ErrorWords
{
    public static string Of(JobError error) => $"{FirstLine(error.Message)} ({ShortType(error.Type)})";

    public static string ShortType(string type) => type[(type.LastIndexOf('.') + 1)..] is { Length: > 0 } name ? name : type;

    public static string FirstLine(string message) => message.AsSpan().IndexOfAny('\r', '\n') is var end and >= 0 ? message[..end] : message;
}
