using Akka.Configuration;

namespace Akka.TestKit.Internal;

/// <summary>The defaults of test systems.</summary>
internal static class Reference
{
    public static readonly Config Config = ConfigurationFactory.ParseString(
        """
        akka.loggers = ["Akka.TestKit.TestEventListener, Akka.TestKit"]
        akka.test {
          # Factor for all waits, for slow machines.
          timefactor = 1.0
          # How long an event filter waits, once its action is done, for the entries that are still missing.
          filter-leeway = 3s
          # How long an expectation outside of Within waits.
          single-expect-default = 3s
        }
        """);
}
