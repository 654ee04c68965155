namespace Jobs.Tests.Postgres;

/// <summary>The tests of an assembly that share one server, each on a database of its own.</summary>
[CollectionDefinition(Name)]
public sealed class PostgresCollection : ICollectionFixture<PostgresCollection.SharedServer>
{
    public const string Name = "PostgreSQL";

    public sealed class SharedServer : IAsyncLifetime
    {
        private PostgresServer? _server;

        public PostgresServer Server => _server ?? throw new InvalidOperationException(PostgresBinaries.Missing);

        public async Task InitializeAsync()
        {
            if (PostgresBinaries.SkipReason is null)
                _server = await PostgresServer.StartNewAsync();
        }

        public async Task DisposeAsync()
        {
            if (_server is not null)
                await _server.DisposeAsync();
        }
    }
}
