using Akka.Configuration;
using Akka.Persistence.Sql.Db;

namespace Jobs.Kernel.Tests.Persistence.Internals;

public sealed class SqlDatabasesTests
{
    [Theory]
    [InlineData("provider-name = SQLite.MS", "connection-string: expected a connection string, got nothing")]
    [InlineData("connection-string = x\nprovider-name = Oracle", "provider-name: expected SQLite.MS or PostgreSQL.15, got 'Oracle'")]
    [InlineData("connection-string = \"Data Source=x\"\nprovider-name = SQLite.MS\nsynchronous = maybe", "synchronous: expected full or normal, got maybe")]
    [InlineData("connection-string = \"Host=x\"\nprovider-name = PostgreSQL.15\nsynchronous = maybe", "synchronous: expected full or normal, got maybe")]
    public void A_wrong_setting_is_refused_by_name(string hocon, string expected) => Assert.Equal(expected, Refusal(hocon));

    [Fact]
    public void A_connection_string_that_can_not_be_read_is_not_repeated()
    {
        var refusal = Refusal("connection-string = \"Host=x;Password=half;s3cret=1\"\nprovider-name = PostgreSQL.15");

        Assert.StartsWith("connection-string: this is no connection string for PostgreSQL; expected Host=…;", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", refusal, StringComparison.Ordinal);
    }

    private static string Refusal(string hocon) => Assert.Throws<ConfigurationException>(() => SqlDatabases.From(ConfigurationFactory.ParseString(hocon))).Message;
}
