namespace Jobs;

/// <summary>Why an attempt failed, cleaned and bounded: whatever a handler throws, keeping it can not be the reason that a retry is lost.</summary>
/// <param name="Type">The exception's type name, or a word of ours such as <c>timeout</c>.</param>
/// <param name="Message">At most <see cref="MessageBytesMax"/> bytes of UTF-8.</param>
/// <param name="Stack">At most <see cref="StackBytesMax"/> bytes of UTF-8; null when there is none.</param>
public sealed record JobError(string Type, string Message, string? Stack = null)
{
    public const int TypeBytesMax = 512;
    public const int MessageBytesMax = 8 * 1024;
    public const int StackBytesMax = 32 * 1024;
}
