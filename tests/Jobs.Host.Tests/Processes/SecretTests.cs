using System.Net.Http.Headers;
using System.Text;
using Jobs.Host.Tests.Commands;
using Jobs.Hosting;

namespace Jobs.Host.Tests.Processes;

/// <summary>Secrets are planted wherever one belongs or may be put by mistake, and looked for in everything that comes out.</summary>
public sealed class SecretTests
{
    private const string Planted = "PLANTED-7f3a9c51";
    private const string Key = $"jobs_{Planted}-right";

    [Fact]
    public async Task A_key_is_in_nothing_that_a_host_writes_or_answers()
    {
        using var folder = new TemporaryFolder();
        var configuration = folder.Write("jobs.conf", $$"""
            jobs.queues.work.default-type = echo
            jobs.host.log.level = debug
            jobs.host.api-keys.web {
              hash = "{{KeyHash.Of(Encoding.UTF8.GetBytes(Key)).Text}}"
              scopes = [admin]
            }
            """);
        var heard = new StringBuilder();
        using (var host = await HostProcess.ServeAsync("--data", folder.Data, "--config", configuration))
        {
            heard.Append(host.Block);
            foreach (var key in (string?[])[null, $"jobs_{Planted}-wrong", Key])
            {
                host.Http.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
                foreach (var path in (string[])["/", "/health", "/login", "/queues", "/configuration", "/metrics", "/api/v1/jobs", "/api/v1/queues/none", "/api/v1/jobs?filter=(", "/nothing"])
                    heard.Append(await (await host.Http.GetAsync(path)).Content.ReadAsStringAsync());
                foreach (var body in (string[])["""{"queue":"work","id":"a","payload":1}""", "{", """{"queue":"work","unknown":1}"""])
                    heard.Append(await (await host.Http.PostAsync("/api/v1/jobs", new StringContent(body, Encoding.UTF8, "application/json"))).Content.ReadAsStringAsync());
                heard.Append(await (await host.Http.PostAsync("/login", new FormUrlEncodedContent([new("key", $"jobs_{Planted}-wrong")]))).Content.ReadAsStringAsync());
            }

            heard.Append(await (await host.Http.GetAsync("/api/v1/jobs/a")).Content.ReadAsStringAsync());
            await host.TerminateAsync();
            Assert.Equal(0, await host.ExitAsync());
            heard.Append(await host.ErrorsAsync());
        }

        foreach (var file in Directory.EnumerateFiles(folder.Data, "*", SearchOption.AllDirectories))
            heard.Append(Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)));
        Assert.Contains("key:web", heard.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Planted, heard.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_strings_password_is_in_no_message()
    {
        using var folder = new TemporaryFolder();
        var configuration = folder.Write("jobs.conf", $$"""
            jobs.storage.kind = postgres
            jobs.storage.connection = "Host=127.0.0.1;Port=1;Database=jobs;Username=jobs;Password={{Planted}}"
            jobs.queues.work.default-type = echo
            """);

        var (exitCode, error) = await HostProcess.RunAsync("serve", "--config", configuration);
        Assert.NotEqual(0, exitCode);
        Assert.NotEmpty(error);
        Assert.DoesNotContain(Planted, error, StringComparison.Ordinal);
        foreach (var typed in (string[])["config check", "config check -o json", "describe", "describe -o json", "doctor", "compact"])
        {
            var run = await CommandRun.Async("", [.. typed.Split(' '), "--config", configuration]);
            Assert.DoesNotContain(Planted, run.Out + run.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("jobs.host.api-keys.web.hash = PLANTED-7f3a9c51")]
    [InlineData("jobs.host.api-keys.web.hash = \"sha256:PLANTED-7f3a9c51\"")]
    [InlineData("jobs.host.api-keys.web.key = PLANTED-7f3a9c51")]
    [InlineData("jobs.host.api-keys.web = PLANTED-7f3a9c51")]
    [InlineData("jobs.host.api-keys = PLANTED-7f3a9c51")]
    [InlineData("jobs.host.api-keys = [PLANTED-7f3a9c51]")]
    [InlineData("jobs.host.api-keys.web { hash = \"PLANTED-7f3a9c51")]
    [InlineData("jobs.storage.connection = \"Hots=x;Password=PLANTED-7f3a9c51\"")]
    [InlineData("jobs.storage.connection = \"Host=x;Pasword=PLANTED-7f3a9c51\"")]
    [InlineData("jobs.storage.connection = \"postgres://jobs:PLANTED-7f3a9c51@localhost/jobs\"")]
    public async Task What_is_written_in_the_wrong_way_is_refused_and_not_repeated(string line)
    {
        using var folder = new TemporaryFolder();
        var run = await CommandRun.Async("", "config", "check", "--config", folder.Write("jobs.conf", line));

        Assert.Equal(1, run.ExitCode);
        Assert.DoesNotContain(Planted, run.Error + run.Out, StringComparison.Ordinal);
        if (line.Contains("web.hash", StringComparison.Ordinal))
            Assert.Contains("jobs keys new", run.Error, StringComparison.Ordinal);
    }
}
