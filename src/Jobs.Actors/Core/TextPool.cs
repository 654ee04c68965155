namespace Jobs.Core;

/// <summary>
/// One string for texts that many jobs have in common: types, senders, partition keys. It knows those of late, <see cref="TextsMax"/> at most, in places that follow from their hashes; a text whose place
/// another one has taken is shared from then on.
/// </summary>
internal sealed class TextPool
{
    public const int TextsMax = 1024;

    private string?[]? _texts;

    public string Share(string text)
    {
        if (text.Length == 0)
            return "";
        _texts ??= new string?[TextsMax];
        ref var place = ref _texts[(uint)text.GetHashCode(StringComparison.Ordinal) % TextsMax];
        return string.Equals(place, text, StringComparison.Ordinal) ? place! : place = text;
    }
}
