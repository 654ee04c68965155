using System.Globalization;

namespace Jobs.Core.Tests;

/// <summary>
/// Randomness that can be repeated: the seed is a new one on each run, stands in the output of a test that fails, and is taken from <c>JOBS_TEST_SEED</c> when that is set.
/// </summary>
internal static class Seeds
{
    public const string Variable = "JOBS_TEST_SEED";

    public static ulong Next() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given
        ? ulong.Parse(given, CultureInfo.InvariantCulture)
        : (ulong)System.Diagnostics.Stopwatch.GetTimestamp();

    public static Random Random()
    {
        var seed = (int)(Next() % int.MaxValue);
        Console.WriteLine($"{Variable}={seed}");
        return new Random(seed);
    }
}
