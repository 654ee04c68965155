namespace Jobs.Tests;

/// <summary>For what tests share as source, and has to be found by name.</summary>
internal static class TestAssembly
{
    public const string Name = "Jobs.Host.Tests";
}
