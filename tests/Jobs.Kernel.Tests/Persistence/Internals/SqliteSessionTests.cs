using Jobs.Kernel.Tests.Persistence.Sql;

namespace Jobs.Kernel.Tests.Persistence.Internals;

public sealed class SqliteSessionTests : SqlSessionConformance
{
    private readonly SqlFolder _folder;

    public SqliteSessionTests()
        : this(new SqlFolder())
    {
    }

    private SqliteSessionTests(SqlFolder folder)
        : base(folder) => _folder = folder;

    /// <summary>By name and declared type; as in Akka.Persistence.Sql's default mapping on SQLite.</summary>
    [Fact]
    public void The_tables_are_those_of_Akka_Persistence_Sql()
    {
        Initialized();

        Assert.Equal(
            [
                "ordering|INTEGER|1|1", "created|BigInt|1|0", "deleted|Bit|1|0", "persistence_id|NVarChar(255)|1|0", "sequence_number|BigInt|1|0",
                "message|VarBinary|1|0", "manifest|NVarChar(500)|0|0", "identifier|INTEGER|0|0", "writer_uuid|NVarChar(128)|0|0",
            ],
            Columns("journal"));
        Assert.Equal(
            [
                "persistence_id|NVarChar(255)|1|1", "sequence_number|BigInt|1|2", "created|BigInt|1|0",
                "snapshot|VarBinary|0|0", "manifest|NVarChar(500)|0|0", "serializer_id|INTEGER|0|0",
            ],
            Columns("snapshot"));
        Assert.Equal(
            ["1|persistence_id", "1|sequence_number"],
            _folder.Query("""SELECT l."unique", i.name FROM pragma_index_list('journal') l, pragma_index_info(l.name) i WHERE l.name = 'journal_uq' ORDER BY i.seqno"""));
    }

    private List<string> Columns(string table) => _folder.Query($"""SELECT name, type, "notnull", pk FROM pragma_table_info('{table}') ORDER BY cid""");
}
