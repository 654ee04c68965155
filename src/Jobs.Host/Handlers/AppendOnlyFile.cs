using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Jobs.Host.Handlers;

/// <summary>
/// Appends so that lines of concurrent writers never mix, neither within this process nor between processes: POSIX <c>O_APPEND</c> and a single <c>write</c>. .NET's own
/// append mode remembers where the end was and writes there.
/// </summary>
internal static partial class AppendOnlyFile
{
    private const int WriteOnly = 1;
    private const int OwnerWritesAllRead = 0b110_100_100;

    private static readonly Lock _oneAtATime = new();

    public static void Append(string path, byte[] line)
    {
        if (OperatingSystem.IsWindows())
            AppendAlone(path, line);
        else
            AppendAtomically(path, line);
    }

    /// <summary>Windows: one writer at a time, which within one process is enough.</summary>
    private static void AppendAlone(string path, byte[] line)
    {
        lock (_oneAtATime)
        {
            using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
            file.Write(line);
        }
    }

    private static void AppendAtomically(string path, byte[] line)
    {
        var (append, create, closeOnExec) = OperatingSystem.IsLinux() ? (0x400, 0x40, 0x80000) : (0x8, 0x200, 0x1000000);
        var file = Open(path, WriteOnly | append | create | closeOnExec, OwnerWritesAllRead);
        if (file < 0)
            throw Fault(path);
        try
        {
            if (Write(file, line, line.Length) != line.Length)
                throw Fault(path);
        }
        finally
        {
            _ = Close(file);
        }
    }

    private static IOException Fault(string path) => new($"{path}: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(int file, byte[] bytes, nint length);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);
}
