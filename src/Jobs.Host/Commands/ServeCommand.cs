using System.CommandLine;
using Jobs.Host.Serving;

namespace Jobs.Host.Commands;

/// <summary><c>jobs serve</c>.</summary>
internal static class ServeCommand
{
    public static Command Create(Terminal terminal)
    {
        var options = new ServeCommandOptions(withData: true);
        var command = new TaughtCommand("serve", "Runs the job system and its HTTP API until Ctrl-C or SIGTERM, which let running jobs finish first.", """
            jobs serve                                    sample queues, ./data, http://127.0.0.1:3000
            jobs serve --data /var/lib/jobs --config jobs.conf
            """);
        options.AddTo(command);
        command.SetAction((parsed, _) => RunAsync(options.Read(parsed), terminal));
        return command;
    }

    private static Task<int> RunAsync(ServeOptions options, Terminal terminal)
    {
        var configuration = HostConfiguration.Read(options, terminal.Environment);
        return Server.RunAsync(configuration, (host, _) =>
        {
            terminal.Out.Write(ServeBlock.Render("jobs", ServeBlock.Facts(configuration, host)));
            return Task.CompletedTask;
        });
    }
}

/// <summary>Where the host listens, stores and is configured.</summary>
internal sealed class ServeCommandOptions(bool withData)
{
    private readonly Option<string?> _data = new("--data") { Description = $"The folder that holds everything (env {ServeOptions.DataVariable}, default ./data)", HelpName = "DIR" };
    private readonly Option<string?> _urls = new("--urls") { Description = $"Where to listen (env {ServeOptions.UrlsVariable}, default {ServeOptions.UrlDefault}); several separated by semicolons", HelpName = "URL" };
    private readonly Option<string?> _config = new("--config") { Description = $"Configuration in place of the sample queues (env {ServeOptions.ConfigVariable})", HelpName = "FILE" };
    private readonly Option<bool> _insecure = new("--insecure") { Description = "Listen on an address that other machines reach, without API keys" };

    public void AddTo(Command command)
    {
        if (withData)
        {
            command.Options.Add(_data);
            command.Options.Add(_config);
        }

        command.Options.Add(_urls);
        command.Options.Add(_insecure);
    }

    public ServeOptions Read(ParseResult parsed) => new(
        withData ? parsed.GetValue(_data) : null,
        parsed.GetValue(_urls),
        withData ? parsed.GetValue(_config) : null,
        parsed.GetValue(_insecure));
}
