using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Jobs.Host.Commands;
using Jobs.Host.Serving;

namespace Jobs.Host.Bench;

/// <summary>
/// All jobs wait in one process, which is killed; a second one starts on what it left, and runs them. Afterwards the data folder is compacted. Two processes of their own, so that memory and start
/// are measured as a host has them.
/// </summary>
internal sealed class BacklogRun(BenchOptions options, string folder)
{
    public async Task<BacklogReport> RunAsync()
    {
        BacklogFilled filled;
        long full;
        using (var filling = Start(BacklogPhases.Fill))
        {
            filled = await ReadAsync<BacklogFilled>(filling);
            full = DiskBytes();
            filling.Kill();
            await filling.WaitForExitAsync();
        }

        BacklogDrained drained;
        using (var draining = Start(BacklogPhases.Drain))
        {
            drained = await ReadAsync<BacklogDrained>(draining);
            await draining.WaitForExitAsync();
        }

        var left = DiskBytes();
        using var data = DataFolder.Open(folder);
        Compaction.Run(data);
        return new BacklogReport(filled, drained, options.Jobs, (long)options.Jobs * options.PayloadBytes, full, left, DiskBytes());
    }

    private static async Task<T> ReadAsync<T>(Process process) =>
        await process.StandardOutput.ReadLineAsync() is { } line && JsonSerializer.Deserialize<T>(line) is { } figures
            ? figures
            : throw new CommandException(ExitCodes.Failed, "The measured process has ended without figures.", await process.StandardError.ReadToEndAsync());

    private Process Start(string phase)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (IEnumerable<string>)[.. Program(), "bench", "--phase", phase, "--folder", folder, .. Options()])
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    // Started as "dotnet jobs.dll" or as a program of its own.
    private static IEnumerable<string> Program() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [Path.Combine(AppContext.BaseDirectory, "jobs.dll")] : [];

    private IEnumerable<string> Options() =>
    [
        "--jobs", Text(options.Jobs), "--concurrency", Text(options.Concurrency), "--producers", Text(options.Producers), "--batch", Text(options.Batch),
        "--payload-bytes", Text(options.PayloadBytes), "--queues", Text(options.Queues), "--storage", options.Storage, "--durability", options.DurabilityFull ? "full" : "normal",
        "--history", options.HistoryAll ? "all" : "none", "--index", options.Index ? "on" : "off",
    ];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private long DiskBytes() => new DirectoryInfo(folder).EnumerateFiles().Sum(file => file.Length);
}
