namespace Jobs.Tests.Postgres;

/// <summary>Where the programs of a PostgreSQL server are: Debian keeps them out of the PATH.</summary>
internal static class PostgresBinaries
{
    public const string Missing = "There is no PostgreSQL server on this machine: neither /usr/lib/postgresql/*/bin nor the PATH has initdb (Debian: apt-get install postgresql).";

    private const string DebianFolder = "/usr/lib/postgresql";

    /// <summary>Null when there are none.</summary>
    public static string? Folder { get; } = DebianFolders().Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));

    /// <summary>Why a test that needs them is left out: never where tests must not be left out.</summary>
    public static string? SkipReason => Folder is null && !IsContinuousIntegration ? Missing : null;

    private static bool IsContinuousIntegration => Environment.GetEnvironmentVariable("CI") is { Length: > 0 };

    private static IEnumerable<string> DebianFolders() => Directory.Exists(DebianFolder)
        ? Directory.GetDirectories(DebianFolder).OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0).Select(folder => Path.Combine(folder, "bin"))
        : [];
}
