using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Jobs;

/// <summary>
/// Names a job within its queue: 1 to 128 characters of <c>A-Z a-z 0-9 . _ -</c>. Made by the sender, so that a request whose outcome is unknown can be repeated
/// with the same id. A UUID in its usual lower-case form is kept as 16 bytes; everything else as text.
/// </summary>
public readonly record struct JobId : IComparable<JobId>
{
    /// <summary>Longest id, in characters.</summary>
    public const int LengthMax = 128;

    private const int UuidLength = 36;

    private static readonly SearchValues<char> UuidCharacters = SearchValues.Create("0123456789abcdef-");

    private readonly Guid _uuid;
    private readonly string? _text;

    private JobId(Guid uuid, string? text)
    {
        _uuid = uuid;
        _text = text;
    }

    public bool IsEmpty => _text is null && _uuid == Guid.Empty;

    /// <summary>The UUID, when the id is one in its usual lower-case form.</summary>
    public Guid? Uuid => _text is null ? _uuid : null;

    /// <summary>A new UUIDv7: ids made later sort later, to the millisecond.</summary>
    public static JobId New() => new(Uuid7.New(), null);

    /// <summary>A UUID as an id. <see cref="Guid.Empty"/> is no id.</summary>
    public static JobId FromUuid(Guid uuid) =>
        uuid == Guid.Empty ? throw new ArgumentException("The empty UUID is no job id.", nameof(uuid)) : new JobId(uuid, null);

    /// <exception cref="FormatException">The text is not an id; the message says what is allowed.</exception>
    public static JobId Parse(string text) => TryParse(text, out var id)
        ? id
        : throw new FormatException($"A job id has 1 to {LengthMax} characters of A-Z a-z 0-9 . _ -.");

    public static bool TryParse([NotNullWhen(true)] string? text, out JobId id)
    {
        id = default;
        if (string.IsNullOrEmpty(text) || text.Length > LengthMax)
            return false;
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_' or '-'))
                return false;
        }

        // Only the form that ToString gives back may become a Guid: two spellings stay two ids. Guid itself reads more than that, such as 0x within a group.
        var canonical = text.Length == UuidLength && !text.AsSpan().ContainsAnyExcept(UuidCharacters);
        id = canonical && Guid.TryParseExact(text, "D", out var uuid) && uuid != Guid.Empty ? new JobId(uuid, null) : new JobId(Guid.Empty, text);
        return true;
    }

    public bool Equals(JobId other) => _uuid == other._uuid && string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <summary>
    /// UUIDs of version 7 that were made one after the other hash near each other: their milliseconds, then 10 bits of the rest. So the tables of a busy queue are touched in one place and
    /// not all over.
    /// </summary>
    public override int GetHashCode()
    {
        if (_text is not null)
            return _text.GetHashCode(StringComparison.Ordinal);
        var parts = MemoryMarshal.Cast<Guid, ushort>(new ReadOnlySpan<Guid>(in _uuid));
        if (!BitConverter.IsLittleEndian || parts[3] >> 12 != 7)
            return _uuid.GetHashCode();
        var milliseconds = (parts[0] << 16) | parts[2]; // the lower 32 of its 48 bits
        return (milliseconds << 10) | (parts[7] & 0x3FF);
    }

    public int CompareTo(JobId other) => string.CompareOrdinal(ToString(), other.ToString());

    public override string ToString() => _text ?? _uuid.ToString("D");

    public static bool operator <(JobId left, JobId right) => left.CompareTo(right) < 0;

    public static bool operator <=(JobId left, JobId right) => left.CompareTo(right) <= 0;

    public static bool operator >(JobId left, JobId right) => left.CompareTo(right) > 0;

    public static bool operator >=(JobId left, JobId right) => left.CompareTo(right) >= 0;
}
