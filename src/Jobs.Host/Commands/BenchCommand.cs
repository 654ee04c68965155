using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Jobs.Host.Bench;

namespace Jobs.Host.Commands;

/// <summary><c>jobs bench</c>: measures this machine, in this process, in a folder of its own.</summary>
internal sealed class BenchCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly Option<int> _jobs = Bounded("--jobs", "Jobs to enqueue and run", 300_000, 1, BenchOptions.JobsMax);
    private readonly Option<int> _concurrency = Bounded("--concurrency", "Workers of each queue", 100, 1, 10_000);
    private readonly Option<int> _producers = Bounded("--producers", "Actors that enqueue, each waiting for its receipts", 4, 1, 10_000);
    private readonly Option<int> _batch = Bounded("--batch", "Jobs in one message; 1: single enqueues", 500, 1, JobBounds.BatchJobsMax);
    private readonly Option<int> _payloadBytes = Bounded("--payload-bytes", "Size of each payload", 75, BenchOptions.PayloadBytesMin, JobBounds.PayloadBytesDefault);
    private readonly Option<string> _storage = Choice("--storage", $"Where the journal is; postgres: in {Serving.ServeOptions.ConnectionVariable}", "sqlite", "sqlite", "postgres", "memory");
    private readonly Option<string> _durability = Choice("--durability", "full: each commit is on the disk before its receipts leave", "full", "full", "normal");
    private readonly Option<string> _limits = Choice("--limits", "on: with limits of type, key and rate that never hold anything back", "off", "on", "off");
    private readonly Option<int> _keys = Bounded("--keys", "Partition keys that the jobs are spread over, 0: none", 0, 0, BenchOptions.KeysMax);
    private readonly Option<int> _keyLimit = Bounded("--key-limit", "Jobs of one key that run at the same time, 0: any number; needs --keys", 0, 0, 10_000);
    private readonly Option<int> _queues = Bounded("--queues", "Queues that the jobs are spread over", 1, 1, BenchOptions.QueuesMax);
    private readonly Option<string> _history = Choice("--history", "all: finished jobs are kept in the index", "none", "none", "all");
    private readonly Option<string> _index = Choice("--index", "off: without an index", "on", "on", "off");
    private readonly Option<int> _listeners = Bounded("--listeners", "Streams of all events that are open meanwhile", 0, 0, BenchOptions.ListenersMax);
    private readonly Option<bool> _backlog = new("--backlog") { Description = "All jobs wait, the process is killed, another one starts and runs them" };
    private readonly Option<string?> _phase = new("--phase") { Hidden = true };
    private readonly Option<bool> _recover = new("--recover") { Description = "Afterwards start anew on the same journal and time it to the first dispatch" };
    private readonly Option<string?> _folder = new("--folder") { Description = "Where the journal is made, and left; missing: a temporary folder, removed", HelpName = "DIR" };

    public static Command Create(Terminal terminal)
    {
        var verb = new BenchCommand();
        var command = new TaughtCommand("bench", "Measures enqueue to stored completion with a handler that does nothing, in this process and a folder of its own.", """
            jobs bench
            jobs bench --batch 1 --producers 32
            jobs bench --jobs 20000 --batch 1 --producers 1 -o json
            jobs bench --queues 100 --concurrency 10
            jobs bench --backlog --jobs 1000000 --payload-bytes 1024
            """)
        {
            verb._jobs, verb._concurrency, verb._producers, verb._batch, verb._payloadBytes, verb._storage, verb._durability, verb._limits, verb._keys, verb._keyLimit, verb._queues, verb._history, verb._index, verb._listeners, verb._recover, verb._backlog, verb._phase, verb._folder,
        };
        command.SetAction((parsed, _) => verb.RunAsync(parsed, terminal));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, Terminal terminal)
    {
        var options = new BenchOptions(
            parsed.GetValue(_jobs),
            parsed.GetValue(_concurrency),
            parsed.GetValue(_producers),
            parsed.GetValue(_batch),
            parsed.GetValue(_payloadBytes),
            parsed.GetValue(_storage)!,
            parsed.GetValue(_durability) == "full",
            parsed.GetValue(_recover),
            parsed.GetValue(_limits) == "on",
            parsed.GetValue(_keys),
            parsed.GetValue(_keyLimit),
            parsed.GetValue(_queues),
            parsed.GetValue(_history) == "all",
            parsed.GetValue(_index) == "on",
            parsed.GetValue(_backlog) || parsed.GetValue(_phase) is not null,
            parsed.GetValue(_listeners));
        if (options is { KeyLimit: > 0, Keys: 0 })
            throw new CommandException(ExitCodes.Usage, "A limit per key needs keys.", "--key-limit is given without --keys.", "Add --keys 1000.");
        if (options is { Backlog: true, Storage: not "sqlite" })
            throw new CommandException(ExitCodes.Usage, "A backlog is measured on SQLite only.", $"--backlog is given with --storage {options.Storage}.", "Leave --storage out.");
        var own = parsed.GetValue(_folder);
        var folder = Directory.CreateDirectory(own ?? Path.Combine(Path.GetTempPath(), $"jobs-bench-{Environment.ProcessId}")).FullName;
        BenchDatabase? database = null;
        try
        {
            database = BenchDatabase.Create(options, folder, terminal.Environment(Serving.ServeOptions.ConnectionVariable));
            if (parsed.GetValue(_phase) is { } phase)
            {
                var phases = new BacklogPhases(options, database, terminal.Out);
                await (phase == BacklogPhases.Fill ? phases.FillAsync() : phases.DrainAsync());
                return ExitCodes.Ok;
            }

            if (options.Backlog)
            {
                var backlog = await new BacklogRun(options, folder).RunAsync();
                await WriteAsync(parsed, terminal, backlog.Rows(), backlog);
                return backlog.Drained.ExactlyOnce ? ExitCodes.Ok : ExitCodes.Failed;
            }

            var report = await new BenchRun(options, database).RunAsync();
            await WriteAsync(parsed, terminal, report.Rows(), report);
            return report is { ExactlyOnce: true, KeyLimitHeld: not false } ? ExitCodes.Ok : ExitCodes.Failed;
        }
        finally
        {
            database?.Drop();
            if (own is null)
                Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task WriteAsync(ParseResult parsed, Terminal terminal, IEnumerable<(string Name, string Value)> report, object figures)
    {
        if (parsed.GetValue<string>("--output") != "table")
        {
            await terminal.Out.WriteLineAsync(JsonSerializer.Serialize(figures, Json));
            return;
        }

        var rows = report.ToList();
        var width = rows.Max(row => row.Name.Length);
        foreach (var (name, value) in rows)
            await terminal.Out.WriteLineAsync($"{name.PadRight(width)}  {value}");
    }

    private static Option<int> Bounded(string name, string description, int fallback, int min, int max)
    {
        var option = new Option<int>(name) { Description = $"{description}, {min} to {max}", DefaultValueFactory = _ => fallback, HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (result.GetValue(option) is var value && (value < min || value > max))
                result.AddError($"{name}: expected {min}..{max}, got {value}");
        });
        return option;
    }

    private static Option<string> Choice(string name, string description, string fallback, params string[] choices)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => fallback, HelpName = string.Join('|', choices) };
        option.AcceptOnlyFromAmong(choices);
        return option;
    }
}
