using Jobs.Host.Commands;

namespace Jobs.Host.Serving;

/// <summary>The folder that holds everything, and the proof that no other process uses it. The lock dies with its process, however that ends.</summary>
internal sealed class DataFolder : IDisposable
{
    private const string LockName = "jobs.lock";
    private const string DatabaseName = "jobs.db";
    private const string IndexName = "index.db";

    private readonly FileStream _lock;

    private DataFolder(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    public string Path { get; }

    public string DatabasePath => System.IO.Path.Combine(Path, DatabaseName);

    public string IndexPath => System.IO.Path.Combine(Path, IndexName);

    /// <exception cref="CommandException">It cannot be made, or another process has it (exit code 4).</exception>
    public static DataFolder Open(string folder)
    {
        var path = System.IO.Path.GetFullPath(folder);
        try
        {
            Make(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCodes.Failed, $"The data folder {path} can not be made.", fault.Message, "Name another one with --data.");
        }

        return new DataFolder(path, Lock(path));
    }

    public void Dispose() => _lock.Dispose();

    /// <summary>A new one is its owner's alone: payloads lie in it.</summary>
    private static void Make(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static FileStream Lock(string folder)
    {
        var file = System.IO.Path.Combine(folder, LockName);
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException)
        {
            throw new CommandException(
                ExitCodes.Conflict,
                $"The data folder {folder} is in use by another process.",
                "Two processes that write to one journal would destroy it.",
                "Stop that process, or name another folder with --data.");
        }
        catch (UnauthorizedAccessException fault)
        {
            throw new CommandException(ExitCodes.Failed, $"The data folder {folder} can not be written to.", fault.Message, "Name another one with --data.");
        }
    }
}
