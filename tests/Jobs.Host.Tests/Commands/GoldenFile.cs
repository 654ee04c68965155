using System.Runtime.CompilerServices;

namespace Jobs.Host.Tests.Commands;

/// <summary>
/// A text that is kept beside the tests, in <c>Golden/</c>. To accept what has changed, look at the difference after
/// <c>JOBS_ACCEPT_GOLDEN=1 dotnet test tests/Jobs.Host.Tests --filter Golden</c>.
/// </summary>
internal static class GoldenFile
{
    private const string AcceptVariable = "JOBS_ACCEPT_GOLDEN";

    public static void AssertIs(string name, string text)
    {
        var path = Path.Combine(Folder(), name);
        if (Environment.GetEnvironmentVariable(AcceptVariable) is not null)
        {
            File.WriteAllText(path, text);
            return;
        }

        Assert.True(File.Exists(path), $"There is no Golden/{name}; {AcceptVariable}=1 makes it.");
        Assert.True(File.ReadAllText(path) == text, $"Golden/{name} is not what came out; {AcceptVariable}=1 accepts it:\n{text}");
    }

    public static IEnumerable<string> Names(string pattern) => Directory.EnumerateFiles(Folder(), pattern).Select(path => Path.GetFileName(path));

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "Golden");
}
