using Akka.Persistence.Sql.Db;
using Jobs.Index.Tables;
using SQLitePCL;

namespace Jobs.Index.Sqlite;

/// <summary>Writes letters, keys, ids and minutes: everything but the jobs themselves.</summary>
internal sealed class SqliteSmallWrites(sqlite3 database) : IDisposable
{
    private readonly SqliteStatement _putLetter = new(database, WriteSql.PutLetter);
    private readonly SqliteStatement _deleteLetter = new(database, WriteSql.DeleteLetter);
    private readonly SqliteStatement _deleteLetters = new(database, WriteSql.DeleteLetters);
    private readonly SqliteStatement _putKey = new(database, WriteSql.PutKey);
    private readonly SqliteStatement _deleteKey = new(database, WriteSql.DeleteKey);
    private readonly SqliteStatement _deleteKeys = new(database, WriteSql.DeleteKeys);
    private readonly SqliteStatement _putIds = new(database, WriteSql.PutIds);
    private readonly SqliteStatement _deleteIdsBelow = new(database, WriteSql.DeleteIdsBelow);
    private readonly SqliteStatement _putMinute = new(database, WriteSql.PutMinute);
    private long _checkpoint;

    /// <summary>What follows is of this partition.</summary>
    public void Begin(long checkpoint, string queue, int partition)
    {
        _checkpoint = checkpoint;
        _putLetter.Bind(2, queue);
        _putLetter.Bind(3, (long)partition);
        _putMinute.Bind(1, queue);
        _putMinute.Bind(2, (long)partition);
    }

    public void DeleteAll()
    {
        _deleteLetters.Bind(1, RowKeys.First(_checkpoint));
        _deleteLetters.Bind(2, RowKeys.Last(_checkpoint));
        _deleteLetters.Run();
        _deleteKeys.Bind(1, _checkpoint);
        _deleteKeys.Run();
        DeleteIdsBelow(long.MaxValue);
    }

    public void Write(IndexPart part)
    {
        foreach (var number in part.LettersGone)
        {
            _deleteLetter.Bind(1, RowKeys.Of(_checkpoint, number));
            _deleteLetter.Run();
        }

        foreach (var letter in part.Letters)
            Put(letter);
        foreach (var key in part.Keys)
            Put(key);
        if (part.IdsFrom > 0)
            DeleteIdsBelow(part.IdsFrom);
        foreach (var ids in part.Ids)
            Put(ids);
        foreach (var minute in part.Minutes)
            Put(minute);
    }

    public void Dispose()
    {
        SqliteStatement[] all = [_putLetter, _deleteLetter, _deleteLetters, _putKey, _deleteKey, _deleteKeys, _putIds, _deleteIdsBelow, _putMinute];
        foreach (var statement in all)
            statement.Dispose();
    }

    private void Put(LetterRow letter)
    {
        _putLetter.Bind(1, RowKeys.Of(_checkpoint, letter.Number));
        _putLetter.Bind(4, letter.Id);
        _putLetter.Bind(5, letter.Type);
        _putLetter.Bind(6, letter.Reason);
        _putLetter.Bind(7, RowTimes.ToMicroseconds(letter.CreatedAt));
        _putLetter.Bind(8, RowTimes.ToMicroseconds(letter.DiedAt));
        _putLetter.Bind(9, letter.ErrorType);
        _putLetter.Bind(10, letter.ErrorMessage);
        _putLetter.Bind(11, letter.State.Span);
        _putLetter.Run();
    }

    private void Put(KeyRow key)
    {
        var statement = key.JobId is null ? _deleteKey : _putKey;
        statement.Bind(1, _checkpoint);
        statement.Bind(2, key.Type);
        statement.Bind(3, key.Key);
        if (key.JobId is not null)
        {
            statement.Bind(4, key.JobId);
            statement.Bind(5, RowTimes.ToMicroseconds(key.Until));
        }

        statement.Run();
    }

    private void Put(IdsRow ids)
    {
        _putIds.Bind(1, _checkpoint);
        _putIds.Bind(2, ids.Number);
        _putIds.Bind(3, RowTimes.ToMicroseconds(ids.NewestAt));
        _putIds.Bind(4, ids.Ids.Span);
        _putIds.Run();
    }

    private void Put(MinuteRow minute)
    {
        _putMinute.Bind(3, minute.Minute);
        _putMinute.Bind(4, minute.Enqueued);
        _putMinute.Bind(5, minute.Completed);
        _putMinute.Bind(6, minute.Failed);
        _putMinute.Bind(7, minute.Dead);
        _putMinute.Bind(8, minute.Waits.Span);
        _putMinute.Bind(9, minute.Runs.Span);
        _putMinute.Run();
    }

    private void DeleteIdsBelow(long number)
    {
        _deleteIdsBelow.Bind(1, _checkpoint);
        _deleteIdsBelow.Bind(2, number);
        _deleteIdsBelow.Run();
    }
}
