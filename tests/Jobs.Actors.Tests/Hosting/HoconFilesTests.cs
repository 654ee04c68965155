using Jobs.Hosting;

namespace Jobs.Actors.Tests.Hosting;

/// <summary>The files in <c>hocon/</c>, as they are shipped.</summary>
public sealed class HoconFilesTests
{
    [Fact]
    public void The_reference_names_every_key_and_gives_its_default()
    {
        var reference = JobsSettingsReader.Read([SettingsSource.FromFile("hocon/jobs.conf")]);
        var silent = JobsSettingsReader.Read("jobs.queues.email.default-type = send-email\njobs.pools.mail.queues = [email]");

        // The example queue takes over the defaults; everything else, the example type too, stands in the file itself.
        Assert.All(reference.InEffect, setting => Assert.True(
            setting.Source == "hocon/jobs.conf" || setting.Path.StartsWith("jobs.queues.email.", StringComparison.Ordinal), $"{setting.Path} is not in hocon/jobs.conf"));
        Assert.Equal(silent.InEffect.Select(Value), reference.InEffect.Select(Value).Where(setting => !setting.Item1.StartsWith("jobs.types.", StringComparison.Ordinal)));

        static (string, string) Value(SettingInEffect setting) => (setting.Path, setting.Value);
    }

    [Theory]
    [InlineData("email", 5, 3, 30, "exponential", 5, "send-email")]
    [InlineData("pdf", 3, 2, 120, "fixed", 10, "generate-pdf")]
    [InlineData("webhooks", 10, 5, 15, "exponential", 1, "deliver-webhook")]
    [InlineData("images", 4, 2, 60, "fixed", 5, "process-image")]
    public void The_sample_configuration_has_the_figures_of_the_tutorial(string queue, int workers, int attempts, int timeout, string kind, int delay, string type)
    {
        var demo = JobsSettingsReader.Read([SettingsSource.FromFile("hocon/demo.conf")]);

        Assert.Equal(4, demo.Settings.Queues.Count);
        var settings = demo.Settings.Queues[queue];
        Assert.Equal((workers, attempts, timeout), (settings.Concurrency, settings.MaxAttempts, (int)settings.Timeout.TotalSeconds));
        Assert.Equal((kind, delay, type), (SettingKinds.RetryKind.Show(settings.Retry.Kind), (int)settings.Retry.Delay.TotalSeconds, settings.DefaultType));
    }

    [Fact]
    public void The_sample_for_PostgreSQL_can_be_read()
    {
        var postgres = JobsSettingsReader.Read([SettingsSource.FromFile("hocon/postgres.conf")]);

        Assert.Equal((StorageKind.Postgres, "jobs on localhost:5432"), (postgres.Storage, $"{postgres.Connection}"));
    }

    [Theory]
    [InlineData("jobs.conf")]
    [InlineData("demo.conf")]
    [InlineData("akka.conf")]
    [InlineData("postgres.conf")]
    [InlineData("host.conf")]
    public void A_shipped_file_has_one_key_per_line_and_no_class_name(string file)
    {
        foreach (var line in File.ReadLines($"hocon/{file}").Select(text => text.Trim()).Where(text => text.Length > 0 && text[0] != '#'))
        {
            Assert.Matches(@"^([a-z0-9.-]+ (\{|= .+)|\})$", line);
            Assert.DoesNotMatch(@"class|, Jobs|, Akka", line);
        }
    }
}
