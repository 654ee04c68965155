namespace Jobs.Index.Tables;

/// <summary>A row of either database, its columns by their places from 0.</summary>
internal interface IStoredRow
{
    bool IsNull(int column);

    long Int64(int column);

    string Text(int column);

    /// <summary>Of a blob or, as UTF-8, of a text.</summary>
    byte[] Bytes(int column);
}
