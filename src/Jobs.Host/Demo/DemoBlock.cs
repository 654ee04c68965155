using Jobs.Host.Serving;

namespace Jobs.Host.Demo;

/// <summary>The block of the demo: like that of the host, with two things to try.</summary>
internal static class DemoBlock
{
    public static string Render(HostConfiguration configuration, RunningHost host) => ServeBlock.Render(
        "jobs demo",
        [
            .. ServeBlock.Facts(configuration, host),
            ("try", $"curl -s {host.Addresses[0]}/api/v1/jobs -H 'Content-Type: application/json' -d '{{\"queue\":\"email\",\"payload\":{{\"to\":\"you@example.com\"}}}}'"),
            ("", $"kill -9 {Environment.ProcessId} && jobs serve --data {configuration.Place}    (nothing is lost)"),
        ]);
}
