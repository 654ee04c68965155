using System.Diagnostics;
using System.Globalization;

namespace Jobs.Host.Tests.Processes;

/// <summary>Invariants I1, I3, I10, I11 and I12 against a real host whose system calls on the journal are watched, fail or take their time.</summary>
public sealed class StorageFaultTests
{
    private const int SendsMax = 100;
    private const int FullDiskSends = 5;

    private static readonly TimeSpan SlowSync = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(350);

    [StraceFact]
    public async Task The_bytes_are_on_the_disk_before_the_201_leaves()
    {
        using var folder = new TemporaryFolder();
        using var host = await ServeAsync(folder, queues: 1);
        var sender = new LedgerSender(folder.File("ledger"));
        using var strace = await Strace.AttachAsync(host, folder.File("calls"), "-y", "-s", "8000", "-e", "trace=fsync,fdatasync,pwrite64,write,writev,sendto,sendmsg");
        Assert.True(await sender.SendAsync(host, "drill-1"));

        var calls = await strace.DetachAsync();

        var written = Array.FindIndex(calls, call => call.Contains("pwrite64", StringComparison.Ordinal) && call.Contains("jobs.db-wal", StringComparison.Ordinal) && call.Contains("job-1", StringComparison.Ordinal));
        var answered = Array.FindIndex(calls, call => call.Contains("HTTP/1.1 201", StringComparison.Ordinal));
        Assert.True(written >= 0 && answered > written, string.Join('\n', calls));
        Assert.True(calls[written..answered].Any(call => IsSynced(call, ThreadOf(calls[written]))), string.Join('\n', calls));
    }

    [StraceTheory]
    [InlineData("pwrite64", "EIO", 50)]
    [InlineData("pwrite64", "ENOSPC", 50)]
    [InlineData("fsync,fdatasync", "EIO", 10)]
    public async Task Whichever_write_fails_nothing_is_acknowledged_falsely_and_each_job_runs_once(string calls, string error, int last)
    {
        using var folder = new TemporaryFolder();
        var sender = new LedgerSender(folder.File("ledger"));
        using (var host = await ServeAsync(folder, last))
        {
            // What the queues write at their start is not in the way of what is counted.
            for (var n = 1; n <= last; n++)
                Assert.True(await sender.SendAsync(host, $"drill-{n}"));
            await sender.DrainAsync(host);

            for (var n = 1; n <= last; n++)
            {
                // A queue each: the back-off of one that falls over again and again grows.
                var queue = $"drill-{n}";
                using var strace = await FailAsync(folder, host, calls, $"error={error}:when={n}");
                var sent = 1;
                while (await sender.SendAsync(host, queue) && sent < SendsMax)
                    sent++;

                // strace counts for each thread: the journal's, and whichever makes SQLite's own checkpoint.
                var failed = (await strace.DetachAsync()).Where(call => call.Contains("INJECTED", StringComparison.Ordinal)).ToList();
                Assert.NotEmpty(failed);
                Assert.All(failed, call => Assert.Contains("jobs.db", call, StringComparison.Ordinal));

                // Only a checkpoint may fail unnoticed, since SQLite makes it again: it writes to the database itself, never to its log.
                if (sent == SendsMax && calls == "pwrite64")
                    Assert.All(failed, call => Assert.DoesNotContain("jobs.db-wal", call, StringComparison.Ordinal));
                await sender.RepeatUnsureAsync(host);
                await sender.DrainAsync(host);
            }

            sender.AssertEachRanOnce();
            await host.KillAsync();
        }

        using var again = await ServeAsync(folder, last);
        await again.UntilReadyAsync();
        await sender.AssertEachIsCompletedAsync(again);
        sender.AssertEachRanOnce();
    }

    [StraceFact]
    public async Task While_the_disk_is_full_nothing_is_acknowledged_and_with_room_everything_goes_on()
    {
        using var folder = new TemporaryFolder();
        using var host = await ServeAsync(folder, queues: 1);
        var sender = new LedgerSender(folder.File("ledger"));
        Assert.True(await sender.SendAsync(host, "drill-1"));
        using (var strace = await FailAsync(folder, host, "pwrite64", "error=ENOSPC:when=1+"))
        {
            for (var sent = 0; sent < FullDiskSends; sent++)
                Assert.False(await sender.SendAsync(host, "drill-1"));
            await strace.DetachAsync();
        }

        await sender.RepeatUnsureAsync(host);

        await sender.AssertEachIsCompletedAsync(host);
        sender.AssertEachRanOnce();
        Assert.Equal(1 + FullDiskSends, sender.Acknowledged);
    }

    [StraceFact]
    public async Task While_the_disk_is_slow_acknowledgements_wait_and_nothing_else_does()
    {
        using var folder = new TemporaryFolder();
        using var host = await ServeAsync(folder, queues: 1);
        var sender = new LedgerSender(folder.File("ledger"));
        Assert.True(await sender.SendAsync(host, "drill-1"));
        var delay = (SlowSync.TotalMilliseconds * 1000).ToString(CultureInfo.InvariantCulture);
        using (var strace = await FailAsync(folder, host, "fsync,fdatasync", $"delay_exit={delay}"))
        {
            for (var sent = 0; sent < 3; sent++)
            {
                var acknowledged = TimeAsync(() => sender.SendAsync(host, "drill-1"));
                Assert.InRange(await TimeAsync(() => host.Http.GetStringAsync("/health/live")), TimeSpan.Zero, Quick);
                Assert.True(await acknowledged >= SlowSync, "a 201 came before the disk had it");
            }

            await sender.AssertEachIsCompletedAsync(host);
            await strace.DetachAsync();
        }

        Assert.True(await sender.SendAsync(host, "drill-1"));
        await sender.AssertEachIsCompletedAsync(host);
        sender.AssertEachRanOnce();
    }

    private static Task<HostProcess> ServeAsync(TemporaryFolder folder, int queues)
    {
        var drills = Enumerable.Range(1, queues).Select(n => $"drill-{n} {{ default-type = ledger }}");
        return HostProcess.ServeAsync("--data", folder.Data, "--config", folder.Write("jobs.conf", $$"""
            jobs {
              queues {
                {{string.Join('\n', drills)}}
              }
              host.fault-handlers = on
            }
            """));
    }

    /// <summary>Calls on the files of the journal, and no others.</summary>
    private static Task<Strace> FailAsync(TemporaryFolder folder, HostProcess host, string calls, string how) => Strace.AttachAsync(
        host, folder.File("calls"), "-y", "-P", folder.Database, "-P", folder.Database + "-wal", "-e", $"trace={calls}", "-e", $"inject={calls}:{how}");

    private static async Task<TimeSpan> TimeAsync(Func<Task> ask)
    {
        var took = Stopwatch.StartNew();
        await ask();
        return took.Elapsed;
    }

    private static string ThreadOf(string call) => call[..call.IndexOf(' ', StringComparison.Ordinal)];

    // "4711 fsync(186</data/jobs.db-wal>) = 0", or what has become of it after other threads had their say: "4711 <... fsync resumed>) = 0".
    private static bool IsSynced(string call, string thread) => ThreadOf(call) == thread
        && call.EndsWith("= 0", StringComparison.Ordinal)
        && (call.Contains("sync resumed", StringComparison.Ordinal) || (call.Contains("sync(", StringComparison.Ordinal) && call.Contains("jobs.db-wal", StringComparison.Ordinal)));
}
