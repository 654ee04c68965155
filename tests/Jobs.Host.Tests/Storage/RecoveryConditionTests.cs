using System.Net;

namespace Jobs.Host.Tests.Storage;

/// <summary>
/// What a start does with an index, a pointer and a journal that do not fit together, each broken on purpose: a journal that begins at its beginning is read whole; any other keeps its queue down, which says
/// so with its id and number, while the others serve. Nothing is ever silently empty.
/// </summary>
#pragma warning disable CA1001 // DisposeAsync does it.
public sealed class RecoveryConditionTests : IAsyncLifetime
#pragma warning restore CA1001
{
    private StoredHost _host = new();
    private string _done = "";
    private string _waiting = "";
    private string _elsewhere = "";
    private string _counts = "";

    public async Task InitializeAsync() => await FillAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task An_index_a_pointer_and_a_journal_that_fit_bring_everything_back()
    {
        await _host.StartAsync();

        await AllIsThereAsync();
        Assert.Equal(1, StoredHost.Ask(_host.JournalPath, "SELECT COUNT(*) > 0 FROM snapshot WHERE persistence_id = 'queue/work/0'"));
    }

    [Fact]
    public async Task Without_its_index_a_whole_journal_brings_everything_back_and_the_index_is_made_anew()
    {
        StoredHost.Delete(_host.IndexPath);
        await _host.StartAsync();
        await AllIsThereAsync();

        await _host.RestartAsync();

        await AllIsThereAsync();
        Assert.Equal(3, StoredHost.Ask(_host.IndexPath, "SELECT COUNT(*) FROM jobs WHERE queue = 'work'"));
    }

    [Fact]
    public async Task An_index_older_than_the_pointer_is_not_believed()
    {
        var older = File.ReadAllBytes(_host.IndexPath);
        await _host.StartAsync();
        var more = await _host.EnqueueAsync("work", later: true);
        await _host.StopAsync();
        StoredHost.Delete(_host.IndexPath);
        File.WriteAllBytes(_host.IndexPath, older);

        await _host.StartAsync();

        Assert.Equal("scheduled", await _host.StatusAsync("work", more));
        Assert.Equal("scheduled", await _host.StatusAsync("work", _waiting));
    }

    [Fact]
    public async Task An_index_ahead_of_its_pointer_goes_on_with_the_tail()
    {
        StoredHost.Change(_host.JournalPath, "UPDATE snapshot SET sequence_number = sequence_number - 2 WHERE persistence_id = 'queue/work/0'");

        await _host.StartAsync();

        await AllIsThereAsync();
    }

    [Fact]
    public async Task A_tail_that_the_index_does_not_know_is_replayed()
    {
        var (index, log) = (File.ReadAllBytes(_host.IndexPath), _host.IndexPath);
        await _host.StartAsync();
        var more = await _host.EnqueueAsync("work", later: true);
        var done = await _host.EnqueueAsync("work");
        await _host.UntilAsync("work", done, "completed");
        await _host.StopAsync();
        // As if the process had died before the index and the pointer followed.
        StoredHost.Delete(log);
        File.WriteAllBytes(log, index);
        StoredHost.Change(_host.JournalPath, "DELETE FROM snapshot WHERE persistence_id LIKE 'queue/%' AND sequence_number > (SELECT MIN(sequence_number) FROM snapshot s WHERE s.persistence_id = snapshot.persistence_id)");

        await _host.StartAsync();

        Assert.Equal(("scheduled", "completed", "scheduled"), (await _host.StatusAsync("work", more), await _host.StatusAsync("work", done), await _host.StatusAsync("work", _waiting)));
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("empty")]
    public async Task A_lost_journal_beside_an_index_keeps_its_queues_down(string how)
    {
        StoredHost.Delete(_host.JournalPath);
        if (how == "empty")
            File.WriteAllBytes(_host.JournalPath, []);

        await _host.StartAsync();

        await StaysDownAsync("work", "journal-gap: queue/work/0 at sequence number 1");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await _host.TryEnqueueAsync("work"));
    }

    [Fact]
    public async Task An_empty_index_file_is_a_lost_index()
    {
        StoredHost.Delete(_host.IndexPath);
        File.WriteAllBytes(_host.IndexPath, []);

        await _host.StartAsync();

        await AllIsThereAsync();
    }

    [Fact]
    public async Task Without_its_index_a_journal_whose_beginning_was_deleted_keeps_its_queue_down()
    {
        Trim();
        StoredHost.Delete(_host.IndexPath);

        await _host.StartAsync();

        await StaysDownAsync("work", "journal-gap: queue/work/0 at sequence number 1");
        Assert.Equal("ready", (await _host.QueueAsync("other")).Health);
        Assert.Equal(HttpStatusCode.Created, await _host.TryEnqueueAsync("other"));
    }

    [Fact]
    public async Task With_its_index_a_journal_whose_beginning_was_deleted_brings_everything_back()
    {
        Trim();

        await _host.StartAsync();

        await AllIsThereAsync();
    }

    [Fact]
    public async Task Rows_behind_the_older_pointer_go_when_they_are_old_enough_and_a_finished_job_still_runs_again()
    {
        await _host.DisposeAsync();
        _host = new StoredHost(journalKeep: TimeSpan.Zero);
        await FillAsync();

        Assert.InRange(StoredHost.Ask(_host.JournalPath, "SELECT MIN(sequence_number) FROM journal WHERE persistence_id = 'queue/work/0' AND deleted = 0"), 4, 100);
        await _host.StartAsync();
        await AllIsThereAsync();
        Assert.Equal(HttpStatusCode.OK, await _host.PostAsync($"/api/v1/jobs/{_done}/retry?queue=work"));
        await _host.UntilAsync("work", _done, "completed");
        await _host.RestartAsync();

        Assert.Equal(1, StoredHost.Ask(_host.IndexPath, $"SELECT COUNT(*) FROM jobs WHERE id = '{_done}' AND status = 'completed' AND attempts = 1"));
    }

    [Fact]
    public async Task A_row_missing_in_the_tail_keeps_its_queue_down()
    {
        StoredHost.Change(_host.JournalPath, "DELETE FROM snapshot");
        StoredHost.Change(_host.JournalPath, "DELETE FROM journal WHERE persistence_id = 'queue/work/0' AND sequence_number = 2");

        await _host.StartAsync();

        await StaysDownAsync("work", "journal-gap: queue/work/0 at sequence number 2");
        Assert.Equal("ready", (await _host.QueueAsync("other")).Health);
    }

    [Fact]
    public async Task A_damaged_row_in_the_tail_keeps_its_queue_down()
    {
        StoredHost.Change(_host.JournalPath, "DELETE FROM snapshot");
        StoredHost.Change(_host.JournalPath, "UPDATE journal SET message = x'ffffffff' WHERE persistence_id = 'queue/work/0' AND sequence_number = 2");

        await _host.StartAsync();

        await StaysDownAsync("work", "Row 2 of queue/work/0 can not be read");
        Assert.Equal("ready", (await _host.QueueAsync("other")).Health);
    }

    [Fact]
    public async Task A_damaged_row_of_the_index_lets_the_whole_journal_be_read()
    {
        StoredHost.Change(_host.IndexPath, "UPDATE jobs SET state = x'ffff' WHERE status = 'scheduled'");

        await _host.StartAsync();

        await AllIsThereAsync();
    }

    [Fact]
    public async Task A_row_missing_in_the_index_lets_the_whole_journal_be_read()
    {
        StoredHost.Change(_host.IndexPath, "DELETE FROM jobs WHERE status = 'scheduled'");

        await _host.StartAsync();

        await AllIsThereAsync();
    }

    [Fact]
    public async Task A_damaged_page_of_the_index_keeps_queues_down_and_is_said()
    {
        using (var file = File.OpenWrite(_host.IndexPath))
        {
            for (var page = 1; page < file.Length / 4096; page++)
            {
                file.Position = page * 4096L;
                file.Write(new byte[200]);
            }
        }

        await _host.StartAsync();

        await StaysDownAsync("work", "queue/work/0");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await _host.TryEnqueueAsync("work"));
    }

    // Three jobs of queue work: one that is done and two that wait; and one of the other queue.
    private async Task FillAsync()
    {
        await _host.StartAsync();
        _done = await _host.EnqueueAsync("work");
        _waiting = await _host.EnqueueAsync("work", later: true);
        _elsewhere = await _host.EnqueueAsync("other", later: true);
        await _host.UntilAsync("work", _done, "completed");
        await _host.StopAsync();
        await _host.StartAsync();
        await _host.EnqueueAsync("work", later: true);
        await _host.StopAsync();
        await _host.StartAsync();
        _counts = (await _host.QueueAsync("work")).Counts;
        await _host.StopAsync();
    }

    // As the journal is after it was kept long enough.
    private void Trim() => StoredHost.Change(
        _host.JournalPath, "DELETE FROM journal WHERE persistence_id = 'queue/work/0' AND sequence_number <= (SELECT MAX(sequence_number) FROM snapshot WHERE persistence_id = 'queue/work/0') - 1");

    private async Task AllIsThereAsync()
    {
        Assert.Equal(("ready", "", _counts), await _host.QueueAsync("work"));
        Assert.Equal("scheduled", await _host.StatusAsync("work", _waiting));
        Assert.Equal("scheduled", await _host.StatusAsync("other", _elsewhere));
    }

    private async Task StaysDownAsync(string queue, string reason)
    {
        var (health, said, _) = await _host.QueueAsync(queue);
        Assert.Equal("down", health);
        Assert.Contains(reason, said, StringComparison.Ordinal);
        Assert.Contains("doctor", said, StringComparison.Ordinal);
    }
}
