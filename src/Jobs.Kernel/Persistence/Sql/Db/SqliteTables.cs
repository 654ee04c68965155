namespace Akka.Persistence.Sql.Db;

/// <summary>
/// The tables as Akka.Persistence.Sql's default mapping creates them on SQLite, so that either program opens the other's database. The types are the names
/// that linq2db gives; SQLite reads them as affinities.
/// </summary>
internal static class SqliteTables
{
    /// <remarks>
    /// <c>journal_uq</c> is the fence against two writers of one persistence id: without it a second writer would go unnoticed. Akka.Persistence.Sql also
    /// indexes <c>created</c> and <c>sequence_number</c>, for queries that are never made here; it adds them when it opens the database. Each commit would
    /// pay for them with a page each.
    /// </remarks>
    public const string Create = """
        BEGIN IMMEDIATE;
        CREATE TABLE IF NOT EXISTS journal (
            ordering INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            created BigInt NOT NULL,
            deleted Bit NOT NULL,
            persistence_id NVarChar(255) NOT NULL,
            sequence_number BigInt NOT NULL,
            message VarBinary NOT NULL,
            manifest NVarChar(500) NULL,
            identifier INTEGER NULL,
            writer_uuid NVarChar(128) NULL
        );
        CREATE UNIQUE INDEX IF NOT EXISTS journal_uq ON journal (persistence_id, sequence_number);
        CREATE TABLE IF NOT EXISTS snapshot (
            persistence_id NVarChar(255) NOT NULL,
            sequence_number BigInt NOT NULL,
            created BigInt NOT NULL,
            snapshot VarBinary NULL,
            manifest NVarChar(500) NULL,
            serializer_id INTEGER NULL,
            CONSTRAINT PK_snapshot PRIMARY KEY (persistence_id, sequence_number)
        );
        COMMIT;
        """;
}
