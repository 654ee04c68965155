using System.Text.Json;

namespace Jobs.Host.Tests.Handlers;

public sealed class LedgerTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task Every_attempt_leaves_a_start_and_an_end_that_never_mix()
    {
        var path = Path.Combine(Path.GetTempPath(), $"ledger-{Guid.CreateVersion7():N}");
        const int Jobs = 200;
        var filler = new string('x', 500);

        var ids = await Task.WhenAll(Enumerable.Range(0, Jobs).Select(async i =>
            (await host.PostAsync("/api/v1/jobs", $$"""{"queue":"work","type":"ledger","payload":{"path":"{{path}}","value":{"i":{{i}},"x":"{{filler}}"} } }""")).Text("id")));
        foreach (var id in ids)
            await host.EndAsync(id, "work");

        var lines = (await File.ReadAllLinesAsync(path)).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        File.Delete(path);
        foreach (var kind in (string[])["start", "end"])
        {
            var of = lines.Where(line => line.GetProperty("event").GetString() == kind).ToList();
            Assert.Equal(ids.Order(), of.Select(line => line.GetProperty("jobId").GetString()).Order());
            Assert.All(of, line => Assert.Equal(1, line.GetProperty("attempt").GetInt32()));
        }

        Assert.Equal(Environment.ProcessId, lines[0].GetProperty("pid").GetInt32());
        Assert.Equal(2 * Jobs, lines.Count);
    }
}
