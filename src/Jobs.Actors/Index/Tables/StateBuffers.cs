namespace Jobs.Index.Tables;

/// <summary>Puts small byte strings one after another into large buffers: a million arrays would cost more than what is in them.</summary>
internal sealed class StateBuffers
{
    private const int BufferBytes = 256 * 1024;

    private Memory<byte> _free;

    public ReadOnlyMemory<byte> Add(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > BufferBytes / 2)
            return bytes.ToArray();
        if (bytes.Length > _free.Length)
            _free = new byte[BufferBytes];
        var place = _free[..bytes.Length];
        bytes.CopyTo(place.Span);
        _free = _free[bytes.Length..];
        return place;
    }
}
