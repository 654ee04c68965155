using System.Net;
using System.Text;
using System.Text.Json;
using Jobs.Host.Serving;
using Jobs.Host.Tests.Processes;
using Jobs.Tests.Postgres;
using Npgsql;

namespace Jobs.Host.Tests.Postgres;

[Collection(PostgresCollection.Name)]
public sealed class PostgresServeTests(PostgresCollection.SharedServer shared)
{
    [PostgresFact]
    public async Task The_block_names_the_database_and_never_the_password()
    {
        var connection = shared.Server.CreateDatabase();
        using var host = await HostProcess.ServeWithAsync(connection);

        Assert.Contains($"PostgreSQL: {new NpgsqlConnectionStringBuilder(connection).Database} on 127.0.0.1:{shared.Server.Port}", host.Block, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", host.Block, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task What_was_acknowledged_is_there_after_kill_9()
    {
        var connection = shared.Server.CreateDatabase();
        using (var host = await HostProcess.ServeWithAsync(connection))
        {
            Assert.Equal(HttpStatusCode.Created, await EnqueueAsync(host, """{"queue":"email","id":"later","payload":{"n":1.10},"delayMs":3600000}"""));
            await host.KillAsync();
        }

        using var again = await HostProcess.ServeWithAsync(connection);
        await again.UntilReadyAsync();
        using var job = JsonDocument.Parse(await again.Http.GetStringAsync("/api/v1/jobs/later"));

        Assert.Equal("scheduled", job.RootElement.GetProperty("status").GetString());
        Assert.Equal("{\"n\":1.10}", job.RootElement.GetProperty("payload").GetRawText());
    }

    [PostgresFact]
    public async Task A_second_host_on_the_same_database_is_refused_with_4()
    {
        var connection = shared.Server.CreateDatabase();
        using var host = await HostProcess.ServeWithAsync(connection);

        var (exitCode, error) = await HostProcess.RunWithAsync(connection, "serve", "--urls", "http://127.0.0.1:0");

        Assert.Equal(4, exitCode);
        Assert.Contains("is in use by another host", error, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error, StringComparison.Ordinal);
        Assert.InRange(error.TrimEnd().Split('\n').Length, 1, 3);
    }

    [PostgresTheory]
    [InlineData("nowhere", PostgresServer.Password, "database \"nowhere\" does not exist")]
    [InlineData("postgres", "s3cret-and-wrong", "password authentication failed")]
    public async Task A_database_that_can_not_be_used_is_said_in_words_and_exits_1(string database, string password, string reason)
    {
        var connection = shared.Server.ConnectionTo(database, password: password);

        var (exitCode, error) = await HostProcess.RunWithAsync(connection, "serve", "--urls", "http://127.0.0.1:0");

        Assert.Equal(1, exitCode);
        Assert.Contains(reason, error, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error, StringComparison.Ordinal);
        Assert.InRange(error.TrimEnd().Split('\n').Length, 1, 3);
    }

    [PostgresFact]
    public async Task While_another_has_the_lock_the_queues_answer_503_and_then_come_back_with_what_ran_meanwhile()
    {
        var connection = shared.Server.CreateDatabase();
        using var host = await HostProcess.ServeWithAsync(connection);
        await EnqueueAsync(host, """{"queue":"email","id":"runs","type":"sleep","payload":{"ms":1000}}""");
        await UntilAsync(host, "/api/v1/jobs/runs", (_, text) => text.Contains("\"processing\"", StringComparison.Ordinal));

        // The one that waits for the lock has it as soon as the host's connection ends.
        using var other = PostgresServer.Open(connection);
        var taking = RunAsync(other, $"SELECT pg_advisory_lock({DatabaseLock.Key})");
        PostgresServer.Execute(connection, $"SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted AND objid = {DatabaseLock.Key & uint.MaxValue}");
        await taking;

        await UntilAsync(host, "/health", (status, text) => status == HttpStatusCode.ServiceUnavailable && text.Contains("down", StringComparison.Ordinal));
        using var refused = await PostAsync(host, """{"queue":"email","id":"refused","payload":{}}""");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);

        await RunAsync(other, $"SELECT pg_advisory_unlock({DatabaseLock.Key})");
        await UntilAsync(host, "/health", (status, _) => status == HttpStatusCode.OK);
        await UntilAsync(host, "/api/v1/jobs/runs", (_, text) => text.Contains("\"completed\"", StringComparison.Ordinal));
        using var job = JsonDocument.Parse(await host.Http.GetStringAsync("/api/v1/jobs/runs"));
        Assert.Equal((1, 0), (job.RootElement.GetProperty("attempts").GetInt32(), job.RootElement.GetProperty("crashes").GetInt32()));
        Assert.Equal(HttpStatusCode.Created, await EnqueueAsync(host, """{"queue":"email","id":"refused","payload":{}}"""));
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<HttpStatusCode> EnqueueAsync(HostProcess host, string json)
    {
        using var response = await PostAsync(host, json);
        return response.StatusCode;
    }

    private static async Task<HttpResponseMessage> PostAsync(HostProcess host, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        return await host.Http.PostAsync("/api/v1/jobs", content);
    }

    private static async Task UntilAsync(HostProcess host, string path, Func<HttpStatusCode, string, bool> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            using var response = await host.Http.GetAsync(path, patience.Token);
            if (isSo(response.StatusCode, await response.Content.ReadAsStringAsync(patience.Token)))
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(20), patience.Token);
        }
    }
}
