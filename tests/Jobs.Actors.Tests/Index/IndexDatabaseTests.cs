using Jobs.Index;
using Jobs.Tests.Postgres;
using static Jobs.Actors.Tests.Index.IndexSamples;

namespace Jobs.Actors.Tests.Index;

/// <summary>What an index does, whatever database holds it.</summary>
public abstract partial class IndexDatabaseTests
{
    private protected abstract IIndexDatabase Database { get; }

    [StoreFact]
    public void An_index_that_nothing_was_written_to_knows_nothing()
    {
        Assert.Null(Load());
        Read(reads => Assert.Empty(reads.Checkpoints()));
        Read(reads => Assert.Null(reads.Find(Queue, 0, 1)));
    }

    [StoreFact]
    public void What_a_part_brings_is_read_back_with_the_number_that_it_brings_the_index_to()
    {
        var part = Whole(7, Job(1), Job(2, JobStatus.Processing), Job(3, JobStatus.Completed)) with
        {
            Keys = [new KeyRow("send-email", "a@example.com", "job-1", null), new KeyRow("send-email", "b@example.com", "job-2", Morning)],
            Ids = [new IdsRow(1, Morning, new byte[] { 1, 2, 3 })],
            Minutes = [new MinuteRow(100, 1, 2, 3, 4, new byte[] { 5 }, new byte[] { 6 })],
        };

        Write(part);

        var loaded = Load()!;
        Assert.Equal((QueueId, 7), (loaded.PersistenceId, loaded.SequenceNr));
        Assert.Equal(part.Facts.ToArray(), loaded.Facts.ToArray());
        Assert.Equal([(1, 1, JobStatus.Pending), (2, 2, JobStatus.Processing)], loaded.Rows.Select(row => (row.Sequence, row.Change, row.Status)));
        Assert.Equal([1, 1], loaded.Rows[0].State.ToArray());
        Assert.Equal(part.Keys, loaded.Keys);
        Assert.Equal([1, 2, 3], Assert.Single(loaded.Ids).Ids.ToArray());
        Assert.Equal((100, 4), (Assert.Single(loaded.Minutes).Minute, loaded.Minutes[0].Dead));
    }

    [StoreFact]
    public void Every_column_of_a_job_comes_back_as_it_was_written()
    {
        var time = Morning.AddMicroseconds(123_456);
        var job = new JobRow(
            9, "order-9", "send-email", JobStatus.Failed, 2, 3, 5, 1, 4, time, time.AddSeconds(1), time.AddSeconds(2), time.AddSeconds(3), time.AddSeconds(4), 77, "tenant-1", "key-1",
            ["vip", "a\"b"], "host/email/1", "System.IO.IOException", "disk\nfull ä", Payload(9), new JobPayload(new byte[] { 0, 255 }, "application/octet-stream", "key-id"), new byte[] { 1, 2 });

        Write(Whole(1, job));

        Read(reads =>
        {
            var found = reads.FindEnded(Queue, 0, "order-9")!;
            Assert.Equal(job with { Tags = found.Tags, State = found.State }, found);
            Assert.Equal(job.Tags, found.Tags);
            Assert.Equal(job.State.ToArray(), found.State.ToArray());
        });
    }

    [StoreFact]
    public void A_payload_comes_back_byte_for_byte()
    {
        (string Text, string ContentType, string KeyId)[] payloads =
        [
            ("""{"a":1}""", "application/json", ""),
            ("", "application/json", ""),
            ("", "text/plain", ""),
            ("\"encrypted\"", "application/json", "key-1"),
            ("\0", "application/json", ""),
        ];
        var jobs = payloads.Select((payload, i) =>
            Job(i) with { Payload = new JobPayload(System.Text.Encoding.UTF8.GetBytes(payload.Text), payload.ContentType, payload.KeyId), ErrorMessage = "", PartitionKey = "" }).ToArray();

        Write(Whole(1, jobs));

        Assert.All(jobs, job => Assert.Equal((job.Payload, "", ""), (Find(job.Id)!.Payload, Find(job.Id)!.ErrorMessage, Find(job.Id)!.PartitionKey)));
    }

    [StoreFact]
    public void A_text_that_no_database_takes_keeps_nothing_out_of_the_index()
    {
        Write(Whole(1, Job(1) with { ErrorMessage = "a\0b\uD800c" }), DeadPart(1, Letter(1) with { ErrorMessage = "\0" }));

        Assert.Equal(JobStatus.Pending, Find("job-1")!.Status);
    }

    [StoreFact]
    public void A_payload_that_claims_to_be_JSON_and_is_no_text_comes_back_as_well()
    {
        var payload = new JobPayload(new byte[] { 0xC3, 0x28 });

        Write(Whole(1, Job(1) with { Payload = payload }));

        Assert.Equal(payload, Find("job-1")!.Payload);
    }

    [StoreFact]
    public void A_job_written_again_replaces_its_row()
    {
        Write(Whole(1, Job(1)));

        Write(Part(2, Job(1, JobStatus.Completed, change: 8)));

        Assert.Equal((JobStatus.Completed, 8), (Find("job-1")!.Status, Find("job-1")!.Change));
        Assert.Empty(Load()!.Rows);
    }

    [StoreFact]
    public void A_job_written_without_its_payload_keeps_the_stored_one()
    {
        Write(Whole(1, Job(1)));

        Write(Part(2, Job(1, JobStatus.Processing) with { Payload = null }));
        Write(Whole(3, Job(1, JobStatus.Completed) with { Payload = null }));

        Assert.Equal((JobStatus.Completed, Payload(1)), (Find("job-1")!.Status, Find("job-1")!.Payload));
    }

    [StoreFact]
    public void A_job_without_payload_and_without_a_stored_one_is_refused()
    {
        Write(Whole(1));

        Assert.Throws<InvalidOperationException>(() => Write(Part(2, Job(1) with { Payload = null })));

        Assert.Equal(1, Load()!.SequenceNr);
    }

    [StoreFact]
    public void A_number_that_has_passed_to_another_job_holds_that_one()
    {
        Write(Whole(5, Job(1, JobStatus.Completed)));

        Write(Whole(2, Job(1, id: "another")));

        Assert.Null(Find("job-1"));
        Assert.Equal("another", Find("another")!.Id);
    }

    [StoreFact]
    public void New_jobs_that_go_in_together_come_back_as_they_were_written()
    {
        var jobs = Enumerable.Range(1, 333).Select(i => Job(i) with
        {
            IsNew = true,
            PartitionKey = i % 7 == 0 ? $"tenant-{i}" : null,
            Tags = i % 5 == 0 ? ["vip"] : [],
            Worker = i % 11 == 0 ? "host/email/1" : null,
            Payload = (i % 4) switch
            {
                0 => new JobPayload(new byte[] { 0, (byte)i }, "application/octet-stream", "key-id"),
                1 when i % 60 == 1 => new JobPayload(new byte[100_000]),
                _ => Payload(i),
            },
            Result = i % 50 == 0 ? Payload(i) : null,
        }).ToArray();

        Write(Whole(1, jobs[..200]), Part(2, jobs[200..]));

        Assert.Equal(jobs.Length, Load()!.Rows.Count);
        Assert.All(jobs, job =>
        {
            var found = Find(job.Id)!;
            Assert.Equal(job with { IsNew = false, Tags = found.Tags, State = found.State }, found);
            Assert.Equal(job.Tags, found.Tags);
            Assert.Equal(job.State.ToArray(), found.State.ToArray());
        });
    }

    [StoreFact]
    public void Jobs_that_are_new_for_their_queue_only_take_the_rows_that_are_there()
    {
        var jobs = Enumerable.Range(1, 120).Select(i => Job(i) with { IsNew = true }).ToArray();
        Write(Whole(1, [.. jobs[30..35], Job(77) with { Id = "another" }]));

        Write(Part(2, [.. jobs.Select(job => job with { Priority = 5 })]));

        Assert.All(jobs, job => Assert.Equal((5, job.Payload), (Find(job.Id)!.Priority, Find(job.Id)!.Payload)));
        Assert.Null(Find("another"));
        Assert.Equal(jobs.Length, Load()!.Rows.Count);
    }

    [StoreFact]
    public void Of_ended_jobs_with_the_same_id_the_newest_is_found()
    {
        Write(Whole(1, Job(1, JobStatus.Completed, id: "order"), Job(2, JobStatus.Cancelled, id: "order"), Job(3, id: "order")));

        Read(reads =>
        {
            Assert.Equal(2, reads.FindEnded(Queue, 0, "order")!.Sequence);
            Assert.Equal("order", reads.Find(Queue, 0, 3)!.Id);
            Assert.Null(reads.Find(Queue, 0, 4));
            Assert.Null(reads.Find("other", 0, 1));
        });
    }

    [StoreFact]
    public void Jobs_that_are_gone_have_no_row()
    {
        Write(Whole(1, Job(1), Job(2)));

        Write(Part(2) with { JobsGone = [2, 99] });

        Assert.Equal([1], Load()!.Rows.Select(row => row.Sequence));
        Assert.Null(Find("job-2"));
    }

    [StoreFact]
    public void A_whole_part_leaves_nothing_unfinished_that_it_does_not_bring_and_no_finished_job_out()
    {
        Write(Whole(5, Job(1), Job(2, JobStatus.Failed), Job(3, JobStatus.Completed)) with
        {
            Keys = [new KeyRow("t", "old", "job-1", null)],
            Ids = [new IdsRow(1, Morning, new byte[] { 1 })],
        });

        Write(Whole(4, Job(2)) with { Keys = [new KeyRow("t", "new", "job-2", null)], Ids = [new IdsRow(2, Morning, new byte[] { 2 })] });

        var loaded = Load()!;
        Assert.Equal(4, loaded.SequenceNr);
        Assert.Equal([2], loaded.Rows.Select(row => row.Sequence));
        Assert.Equal(["new"], loaded.Keys.Select(key => key.Key));
        Assert.Equal([2], loaded.Ids.Select(ids => ids.Number));
        Assert.NotNull(Find("job-3"));
    }

    [StoreFact]
    public void A_whole_part_leaves_no_job_that_finished_after_the_last_change_it_knows_of()
    {
        Write(Whole(5, Job(1, JobStatus.Completed, change: 3), Job(2, JobStatus.Completed, change: 4), Job(3, JobStatus.Cancelled, change: 5)));

        Write(Whole(4) with { ChangesUpTo = 3 });

        Assert.Equal((1, null, null), (Find("job-1")?.Sequence, Find("job-2")?.Sequence, Find("job-3")?.Sequence));
    }

    [StoreFact]
    public void A_whole_part_of_the_dead_letters_leaves_the_jobs_of_the_queue_alone()
    {
        Write(Whole(1, Job(1)), DeadPart(1, Letter(1)));

        Write(DeadPart(2, Letter(2)) with { IsWhole = true });

        Assert.Single(Load()!.Rows);
        Assert.Equal([2], Load(DeadId)!.Letters.Select(letter => letter.Number));
    }

    [StoreFact]
    public void Letters_come_and_go()
    {
        Write(DeadPart(1, Letter(1), Letter(2)));
        Write(DeadPart(2, Letter(2) with { Reason = "rejected" }, Letter(3)) with { LettersGone = [1] });

        var letters = Load(DeadId)!.Letters;

        Assert.Equal([2, 3], letters.Select(letter => letter.Number));
        Assert.Equal(Letter(2) with { Reason = "rejected", State = letters[0].State }, letters[0]);
        Assert.Empty(Load(DeadId)!.Rows);
    }

    [StoreFact]
    public void A_key_that_nobody_holds_any_more_has_no_row()
    {
        Write(Whole(1) with { Keys = [new KeyRow("t", "a", "job-1", null), new KeyRow("t", "b", "job-1", null)] });
        Write(Part(2) with { Keys = [new KeyRow("t", "a", null, null), new KeyRow("t", "b", "job-2", Morning)] });

        Assert.Equal([new KeyRow("t", "b", "job-2", Morning)], Load()!.Keys);
    }

    [StoreFact]
    public void Ids_below_the_number_of_a_part_go()
    {
        Write(Whole(1) with { Ids = [.. Enumerable.Range(1, 3).Select(number => new IdsRow(number, Morning, new byte[] { 1 }))] });
        Write(Part(2) with { IdsFrom = 3 });

        Assert.Equal([3], Load()!.Ids.Select(ids => ids.Number));
    }

    [StoreFact]
    public void The_first_part_of_an_id_must_be_whole()
    {
        Assert.Throws<InvalidOperationException>(() => Write(Part(1, Job(1))));

        Assert.Null(Load());
    }

    [StoreFact]
    public void A_part_that_comes_too_late_is_refused_and_one_that_comes_twice_is_not()
    {
        Write(Whole(5, Job(1)));

        Assert.Throws<InvalidOperationException>(() => Write(Part(4, Job(2))));
        Write(Part(5, Job(1)));

        Assert.Equal([1], Load()!.Rows.Select(row => row.Sequence));
    }

    [StoreFact]
    public void Of_parts_in_one_transaction_all_are_stored_or_none()
    {
        Write(Whole(1));

        Assert.Throws<InvalidOperationException>(() => Write(DeadPart(1, Letter(1)), Part(2, Job(1)), Part(1)));

        Assert.Null(Load(DeadId));
        Assert.Equal(1, Load()!.SequenceNr);
        Assert.Null(Find("job-1"));
    }

    [StoreFact]
    public void A_part_whose_rows_cannot_be_made_is_not_stored()
    {
        Write(Whole(1));

        Assert.Throws<FormatException>(() => Write(Part(2) with { Jobs = Enumerable.Range(1, 2).Select(i => i == 1 ? Job(1) : throw new FormatException()) }));

        Assert.Equal(1, Load()!.SequenceNr);
        Assert.Empty(Load()!.Rows);
    }

    [StoreFact]
    public void A_list_goes_from_the_last_change_backwards_and_no_further_than_it_is_asked()
    {
        Write(Whole(1, Job(1, change: 30), Job(2, change: 10), Job(3, change: 20), Job(4, JobStatus.Completed, change: 15)));
        var seen = new List<long>();

        Read(reads => reads.List(Pending(changeBelow: 30), row => Seen(row, goOn: true)));
        Read(reads => reads.List(Pending(long.MaxValue), row => Seen(row, goOn: false)));
        Read(reads => reads.List(Pending(long.MaxValue) with { RowsMax = 2 }, row => Seen(row, goOn: true)));

        Assert.Equal([3, 2, 1, 1, 3], seen);

        bool Seen(ListedRow row, bool goOn)
        {
            seen.Add(row.Sequence);
            return goOn;
        }
    }

    [StoreFact]
    public void Of_a_long_list_every_job_is_seen_once()
    {
        Write(Whole(1, [.. Enumerable.Range(1, 1000).Select(i => Job(i))]));
        var seen = new List<long>();

        Read(reads => reads.List(Pending(long.MaxValue), row =>
        {
            seen.Add(row.Sequence);
            return true;
        }));

        Assert.Equal(Enumerable.Range(1, 1000).Reverse().Select(i => (long)i), seen);
    }

    [StoreFact]
    public void Payloads_are_read_by_number_and_of_unknown_numbers_nothing_comes()
    {
        Write(Whole(1, Job(1), Job(2), Job(3)));
        var payloads = new Dictionary<long, JobPayload>();

        Read(reads => reads.ReadPayloads(Queue, 0, [3, 1, 77], payloads.Add));
        Read(reads => reads.ReadPayloads("other", 0, [2], payloads.Add));

        Assert.Equal(new Dictionary<long, JobPayload> { [1] = Payload(1), [3] = Payload(3) }, payloads);
    }

    [StoreFact]
    public void Minutes_are_replaced_read_by_range_and_deleted_in_slices()
    {
        static MinuteRow Minute(long minute, long enqueued = 1) => new(minute, enqueued, 0, 0, 0, new byte[] { 1 }, default);
        Write(Whole(1) with { Minutes = [Minute(1), Minute(2), Minute(3), Minute(4)] });
        Write(Part(2) with { Minutes = [Minute(3, enqueued: 9)] });
        var read = new List<(long, long)>();

        Assert.Equal(1, Change(writes => writes.DeleteMinutes(Queue, 0, before: 3, max: 1)));
        Assert.Equal(1, Change(writes => writes.DeleteMinutes(Queue, 0, before: 3, max: 5)));
        Read(reads => reads.ReadMinutes(Queue, 0, 1, 3, minute => read.Add((minute.Minute, minute.Enqueued))));

        Assert.Equal([(3, 9)], read);
        Assert.Equal([4], Load(minutesFrom: 4)!.Minutes.Select(minute => minute.Minute));
    }

    [StoreFact]
    public void Finished_jobs_that_ended_before_are_deleted_the_oldest_first()
    {
        Write(Whole(1, [.. Enumerable.Range(1, 5).Select(i => Job(i, JobStatus.Completed, endedAt: Morning.AddHours(i))), Job(6, JobStatus.Dead, endedAt: Morning)]));

        Assert.Equal(2, Change(writes => writes.DeleteFinished(Queue, 0, JobStatus.Completed, Morning.AddHours(4), max: 2)));
        Assert.Equal((null, 3), (Find("job-2")?.Sequence, Find("job-3")?.Sequence));
        Assert.Equal(1, Change(writes => writes.DeleteFinished(Queue, 0, JobStatus.Completed, Morning.AddHours(4), max: 2)));

        Assert.Equal((null, 4, 6), (Find("job-3")?.Sequence, Find("job-4")?.Sequence, Find("job-6")?.Sequence));
    }

    [StoreFact]
    public void Finished_jobs_beyond_a_number_are_deleted_the_oldest_first()
    {
        Write(Whole(1, [.. Enumerable.Range(1, 5).Select(i => Job(i, JobStatus.Completed)), Job(6)]));

        Assert.Equal(2, Change(writes => writes.DeleteFinishedBeyond(Queue, 0, JobStatus.Completed, keep: 2, max: 2)));
        Assert.Equal(1, Change(writes => writes.DeleteFinishedBeyond(Queue, 0, JobStatus.Completed, keep: 2, max: 2)));
        Assert.Equal(0, Change(writes => writes.DeleteFinishedBeyond(Queue, 0, JobStatus.Completed, keep: 2, max: 2)));

        Assert.Equal((null, 4, 6), (Find("job-3")?.Sequence, Find("job-4")?.Sequence, Find("job-6")?.Sequence));
    }

    [StoreFact]
    public void Checkpoints_say_how_far_the_index_is()
    {
        Write(Whole(3), DeadPart(1));
        Write(Part(8) with { At = Morning.AddHours(1) });

        Read(reads => Assert.Equal([(DeadId, 1, Morning), (QueueId, 8, Morning.AddHours(1))], reads.Checkpoints()));
    }

    private protected void Write(params IndexPart[] parts) => Change(writes =>
    {
        writes.Write(parts);
        return 0;
    });

    private protected int Change(Func<IIndexWrites, int> change)
    {
        Database.Initialize();
        using var writes = Database.OpenWrites();
        return change(writes);
    }

    private protected void Read(Action<IIndexReads> read)
    {
        Database.Initialize();
        using var reads = Database.OpenReads();
        read(reads);
    }

    private protected StoredCheckpoint? Load(string persistenceId = QueueId, long minutesFrom = 0)
    {
        StoredCheckpoint? loaded = null;
        Read(reads => loaded = reads.Load(persistenceId, minutesFrom));
        return loaded;
    }

    private protected JobRow? Find(string id)
    {
        JobRow? found = null;
        Read(reads =>
        {
            long? sequence = null;
            foreach (var status in Enum.GetValues<JobStatus>())
                reads.List(new RowsAsked(Queue, 0, status, long.MaxValue, RowsMax: 5_000, Columns: []), row => row.Id != id || (sequence = row.Sequence) is null);
            found = sequence is { } known ? reads.Find(Queue, 0, known) : null;
        });
        return found;
    }

    private static RowsAsked Pending(long changeBelow) => new(Queue, 0, JobStatus.Pending, changeBelow, RowsMax: 5_000, Columns: []);
}
