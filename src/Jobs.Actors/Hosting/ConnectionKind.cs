namespace Jobs.Hosting;

/// <summary>A connection string, which is never repeated in a message, or none.</summary>
internal sealed class ConnectionKind : SettingKind<PostgresConnection?>
{
    private const string None = "none";

    public override string Expected => "a connection string for PostgreSQL, as in \"Host=localhost;Database=jobs;Username=jobs;Password=…\", with quotes around a value that holds ; or =";

    public override bool IsSecret => true;

    public override bool Allows(PostgresConnection? value) => true;

    public override string Show(PostgresConnection? value) => value is null ? None : $"\"{value.Masked}\"";

    public override bool TryParse(string text, out PostgresConnection? value) => PostgresConnection.TryParse(text, out value) || text == None;

    public override string? HintFor(string text) =>
        text.StartsWith("postgres", StringComparison.OrdinalIgnoreCase) && text.Contains("://", StringComparison.Ordinal) ? "an address with :// is another program's form" : null;
}
