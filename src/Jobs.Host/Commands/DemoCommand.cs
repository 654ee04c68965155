using System.CommandLine;
using Jobs.Host.Demo;
using Jobs.Host.Serving;

namespace Jobs.Host.Commands;

/// <summary><c>jobs demo</c>.</summary>
internal static class DemoCommand
{
    public static Command Create(Terminal terminal)
    {
        var options = new ServeCommandOptions(withData: false);
        var command = new TaughtCommand(
            "demo",
            "Serves the sample queues from a temporary folder and keeps feeding them jobs of which some fail, with one line for each step of a job. The folder is deleted at a clean exit.",
            """
            jobs demo
            jobs demo --urls http://127.0.0.1:3001
            """);
        options.AddTo(command);
        command.SetAction((parsed, _) => RunAsync(options.Read(parsed), terminal));
        return command;
    }

    private static async Task<int> RunAsync(ServeOptions options, Terminal terminal)
    {
        var folder = Directory.CreateTempSubdirectory("jobs-demo-");

        // Only the sample configuration has the queues that the demo feeds, and what it feeds them belongs into no database that somebody has.
        var configuration = HostConfiguration.Read(
            options with { Data = folder.FullName }, name => name is ServeOptions.ConfigVariable or ServeOptions.ConnectionVariable ? null : terminal.Environment(name));
        using var steps = new StepLines(terminal.Out, TimeProvider.System);
        var exitCode = await Server.RunAsync(
            configuration,
            async (host, stop) =>
            {
                terminal.Out.Write(DemoBlock.Render(configuration, host));
                await new DemoFeed(host.Services.GetRequiredService<IJobClient>(), TimeProvider.System).RunAsync(stop);
            },
            steps);
        folder.Delete(recursive: true);
        return exitCode;
    }
}
