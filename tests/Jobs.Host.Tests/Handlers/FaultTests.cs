namespace Jobs.Host.Tests.Handlers;

public sealed class FaultTests(TestHost host) : IClassFixture<TestHost>
{
    [Theory]
    [InlineData("""{"type":"flaky","payload":{"failures":1}}""", "completed", 2)]
    [InlineData("""{"type":"flaky","payload":{"failures":9}}""", "dead", 2)]
    [InlineData("""{"type":"fail","payload":{"message":"m"}}""", "dead", 2)]
    [InlineData("""{"type":"fail","payload":{"message":"m","permanent":true}}""", "dead", 1)]
    [InlineData("""{"type":"block","payload":{"ms":20}}""", "completed", 1)]
    [InlineData("""{"type":"huge-error","payload":{"bytes":10000000},"maxAttempts":1}""", "dead", 1)]
    [InlineData("""{"type":"sleep","payload":{"ms":-1}}""", "dead", 1)]
    [InlineData("""{"type":"sleep","payload":"soon"}""", "dead", 1)]
    [InlineData("""{"type":"progress","payload":{"steps":2}}""", "completed", 1)]
    public async Task A_fault_handler_ends_as_its_name_says(string job, string status, int attempts)
    {
        var ended = await host.RunAsync("{\"queue\":\"work\"," + job[1..]);

        Assert.Equal(status, ended.GetProperty("status").GetString());
        Assert.Equal(attempts, ended.GetProperty("attempts").GetInt32());
    }

    [Fact]
    public async Task A_huge_error_is_kept_within_its_bound()
    {
        var ended = await host.RunAsync("""{"queue":"work","type":"huge-error","payload":{"bytes":10000000},"maxAttempts":1}""");

        Assert.InRange(ended.GetProperty("lastError").GetProperty("message").GetString()!.Length, 1, JobError.MessageBytesMax);
    }
}
