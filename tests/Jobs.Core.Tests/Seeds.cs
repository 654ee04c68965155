using System.Globalization;
using Xunit.Abstractions;

namespace Jobs.Core.Tests;

/// <summary>Randomness that can be repeated: the seed is a new one on each run, stands in the test's output, and is taken from <c>JOBS_TEST_SEED</c> when that is set.</summary>
internal static class Seeds
{
    private const string Variable = "JOBS_TEST_SEED";

    public static int Next(ITestOutputHelper output)
    {
        var seed = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given
            ? int.Parse(given, CultureInfo.InvariantCulture)
            : (int)(System.Diagnostics.Stopwatch.GetTimestamp() % int.MaxValue);
        output.WriteLine($"{Variable}={seed}");
        return seed;
    }

    public static Random Random(ITestOutputHelper output) => new(Next(output));
}
