using Jobs.Host.Commands;
using Jobs.Hosting;

namespace Jobs.Host.Serving;

/// <summary>What the host runs with: flag over environment over file over default.</summary>
/// <param name="Source">The file that it was read from, for people.</param>
internal sealed record HostConfiguration(JobsConfiguration Jobs, string DataFolder, IReadOnlyList<Uri> Urls, string Source)
{
    /// <summary>Where the data is kept, for people.</summary>
    public string Place => Jobs.Storage switch
    {
        StorageKind.Memory => "memory; gone when the process ends",
        StorageKind.Postgres => $"PostgreSQL: {Jobs.Connection}",
        _ => Path.GetFullPath(DataFolder),
    };

    public HostConfiguration With(IndexSettings index) => this with { Jobs = Jobs with { Settings = Jobs.Settings with { Index = index } } };

    /// <exception cref="JobsSettingsException">Something in the configuration is wrong; it lists all of it.</exception>
    /// <exception cref="CommandException">A file or address that cannot be used.</exception>
    public static HostConfiguration Read(ServeOptions options, Func<string, string?> environment)
    {
        var file = options.Config ?? environment(ServeOptions.ConfigVariable);
        var source = file is null ? BundledFiles.Sample() : FromFile(file);
        var connection = environment(ServeOptions.ConnectionVariable);
        var jobs = JobsSettingsReader.Read(string.IsNullOrEmpty(connection) ? [source] : [FromConnection(connection), source]);
        var data = options.Data ?? environment(ServeOptions.DataVariable) ?? jobs.DataFolder;
        var urls = ListenUrls.Parse(options.Urls ?? environment(ServeOptions.UrlsVariable) ?? ServeOptions.UrlDefault, mayBeReached: options.Insecure || jobs.Host.ApiKeys.Count > 0);
        return new HostConfiguration(jobs with { Settings = jobs.Settings with { ReturnsMemory = true } }, data, urls, source.Name);
    }

    /// <summary>A connection that the environment names says as well what kind of storage it is for.</summary>
    private static SettingsSource FromConnection(string connection) => new(ServeOptions.ConnectionVariable, $"""
        jobs.storage.kind = postgres
        jobs.storage.connection = {Quoted(connection)}
        """);

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static SettingsSource FromFile(string path)
    {
        try
        {
            return SettingsSource.FromFile(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCodes.Failed, $"The configuration {path} can not be read.", fault.Message, "Name a file with --config, or leave it out for the sample queues.");
        }
    }
}
