using Xunit.Abstractions;
using Xunit.Sdk;

namespace Jobs.Tests.Postgres;

/// <summary>A fact about every store. In a class that is derived for PostgreSQL it is skipped where there is no server.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Jobs.Tests.Postgres.StoreFactDiscoverer", TestAssembly.Name)]
internal sealed class StoreFactAttribute : FactAttribute;

internal sealed class StoreFactDiscoverer(IMessageSink diagnostics) : IXunitTestCaseDiscoverer
{
    public IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        [new StoreTestCase(diagnostics, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod)];
}

internal sealed class StoreTestCase : XunitTestCase
{
    [Obsolete("For the runner, which makes it and then fills it.", error: true)]
    public StoreTestCase()
    {
    }

    public StoreTestCase(IMessageSink diagnostics, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method)
        : base(diagnostics, display, options, method)
    {
    }

    protected override string? GetSkipReason(IAttributeInfo factAttribute) =>
        TestMethod.TestClass.Class.GetCustomAttributes(typeof(CollectionAttribute)).Any() ? PostgresBinaries.SkipReason : null;
}
