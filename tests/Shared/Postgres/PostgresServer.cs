using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Jobs.Tests.Postgres;

/// <summary>
/// A PostgreSQL server of a test's own, with its data in a temporary folder: stopped and deleted when it is disposed of, stopped as well when the process of the tests ends in any other way.
/// It can be hurt as servers are.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    public const string User = "jobs";

    /// <summary>Looked for in output, where it must never be.</summary>
    public const string Password = "s3cret;of=the \"tests\"";

    private const string Ready = "database system is ready to accept connections";
    private static readonly TimeSpan StepTimeout = TimeSpan.FromSeconds(60);

    private readonly string _binaries = PostgresBinaries.Folder ?? throw new InvalidOperationException(PostgresBinaries.Missing);
    private readonly string _folder;
    private Process? _keeper;
    private int _pid;
    private int _databases;

    private PostgresServer(string folder, int port)
    {
        _folder = folder;
        Port = port;
    }

    public int Port { get; }

    public static async Task<PostgresServer> StartNewAsync()
    {
        // A server refuses to run as root: its user makes the folder and is the only one who can read it.
        using var making = StartAsServerUser("""
            folder=$(mktemp -d /tmp/jobs-postgres-XXXXXXXX) && printf '%s' "$2" > "$folder/password" &&
            "$1/initdb" -D "$folder/data" -U "$3" -A scram-sha-256 --pwfile "$folder/password" -E UTF8 --no-locale --no-sync > "$folder/initdb.log" 2>&1 && echo "$folder"
            """, PostgresBinaries.Folder ?? throw new InvalidOperationException(PostgresBinaries.Missing), Password, User);
        var folder = await making.StandardOutput.ReadLineAsync().WaitAsync(StepTimeout) ?? throw new InvalidOperationException($"initdb failed: {await making.StandardError.ReadToEndAsync()}");
        await making.WaitForExitAsync();
        var server = new PostgresServer(folder, FreePort());
        await server.StartAsync();
        return server;
    }

    /// <summary>Returns when it accepts connections.</summary>
    public async Task StartAsync()
    {
        // The shell's input ends with the process of the tests, however that ends; then the shell ends the server.
        var keeper = StartAsServerUser("""
            "$1/postgres" -D "$2/data" -p "$3" -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=on -c shared_buffers=64MB -c max_connections=60 & server=$!
            echo $server; cat > /dev/null; kill -QUIT $server; wait $server
            """, _binaries, _folder, Port.ToString(CultureInfo.InvariantCulture));
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var log = new List<string>();
        keeper.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is null)
                ready.TrySetException(new InvalidOperationException($"The server has not started: {string.Join('\n', log)}"));
            else if (line.Data.Contains(Ready, StringComparison.Ordinal))
                ready.TrySetResult();
            else if (!ready.Task.IsCompleted)
                log.Add(line.Data);
        };
        keeper.BeginErrorReadLine();
        _keeper = keeper;
        _pid = int.Parse((await keeper.StandardOutput.ReadLineAsync().WaitAsync(StepTimeout))!, CultureInfo.InvariantCulture);
        await ready.Task.WaitAsync(StepTimeout);
    }

    /// <summary>A new, empty database: its connection string.</summary>
    public string CreateDatabase()
    {
        var name = $"jobs_{Interlocked.Increment(ref _databases)}";
        Execute(ConnectionTo("postgres"), $"CREATE DATABASE {name}");
        return ConnectionTo(name);
    }

    public string ConnectionTo(string database, string user = User, string password = Password) =>
        new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = Port, Database = database, Username = user, Password = password }.ToString();

    public static void Execute(string connectionString, string sql)
    {
        using var connection = Open(connectionString);
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    public static NpgsqlConnection Open(string connectionString)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    /// <summary>As a power failure would: nothing is told anybody. Returns when its processes are gone.</summary>
    public async Task KillAsync()
    {
        // A frozen one could not see that its parent is gone.
        foreach (var pid in Processes())
            Signal("KILL", pid);
        await EndedAsync();
    }

    /// <summary>All its processes stand still: connections are open and nothing answers.</summary>
    public void Freeze()
    {
        foreach (var pid in Processes())
            Signal("STOP", pid);
    }

    public void Thaw()
    {
        foreach (var pid in Processes())
            Signal("CONT", pid);
    }

    public async ValueTask DisposeAsync()
    {
        if (_keeper is not null)
        {
            Thaw();
            await EndedAsync();
        }

        using var deleting = StartAsServerUser("""rm -rf "$1" """, _folder);
        await deleting.WaitForExitAsync();
    }

    private async Task EndedAsync()
    {
        _keeper!.StandardInput.Close();
        await _keeper.WaitForExitAsync().WaitAsync(StepTimeout);
        _keeper.Dispose();
        _keeper = null;
    }

    /// <summary>The server's first process and its children, the first one first, so that it starts no more while the others are told.</summary>
    private int[] Processes()
    {
        var children = $"/proc/{_pid}/task/{_pid}/children";
        return File.Exists(children)
            ? [_pid, .. File.ReadAllText(children).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pid => int.Parse(pid, CultureInfo.InvariantCulture))]
            : [];
    }

    private static void Signal(string signal, int pid)
    {
        using var kill = Process.Start("kill", [$"-{signal}", pid.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private static Process StartAsServerUser(string script, params string[] arguments)
    {
        string[] changeUser = Environment.UserName == "root" ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] : [];
        string[] command = [.. changeUser, "sh", "-c", script, "sh", .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["LC_ALL"] = "C" },
        };
        return Process.Start(start)!;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
