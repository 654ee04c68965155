using Jobs.Core.Lifecycle;
using Jobs.Hosting;
using Jobs.Messages;

namespace Jobs.Core.Tests.Lifecycle;

public sealed class LeaseTests
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(30);

    private readonly QueueUnderTest _queue = new(new QueueSettings { ExternalWorkers = true, Concurrency = 2, FinishedKept = 3, MaxAttempts = 3 });
    private ulong _tokens;

    [Fact]
    public void A_lease_takes_the_most_urgent_job_counts_an_attempt_and_ends_by_its_length()
    {
        _queue.Enqueue(QueueUnderTest.Ask("b") with { Priority = JobPriority.Low });
        _queue.Enqueue("a");

        var leased = Lease("anna");

        Assert.Equal((QueueUnderTest.Id("a"), 1, "anna", _queue.Now + Length), (leased.Id, leased.Attempt, leased.Worker, leased.Until));
        Assert.Equal((JobStatus.Processing, 1, true), (_queue["a"].Status, _queue["a"].Attempts, _queue["a"].IsLeased));
        Assert.Equal(leased.Until, NextWake.Of(_queue.State, _queue.Now));
    }

    [Fact]
    public void Leases_count_against_the_concurrency()
    {
        _queue.Enqueue("a", "b", "c");
        Lease("anna");
        Lease("bert");

        Assert.Null(TryLease("anna").Event);
    }

    [Fact]
    public void An_ack_completes_with_its_result_and_may_be_repeated()
    {
        var token = LeaseOf("a");

        Assert.IsType<JobCompleted>(Ack("a", token, JobPayload.Json(7)).Event);
        Assert.Equal(default, Ack("a", token, JobPayload.Json(7)));

        Assert.Equal(JobPayload.Json(7), _queue["a"].Result);
        Assert.Equal("anna", _queue["a"].History[2].By);
    }

    [Fact]
    public void A_nack_is_retried_by_the_policy_and_a_permanent_one_dies()
    {
        var failed = Assert.IsType<JobFailed>(Nack("a", LeaseOf("a"), permanent: false).Event);
        var died = Assert.IsType<JobDied>(Nack("b", LeaseOf("b"), permanent: true).Event);

        Assert.Equal(_queue.Now + TimeSpan.FromSeconds(1), failed.RetryAt);
        Assert.Equal(DeathReason.Rejected, died.Reason);
    }

    [Fact]
    public void A_nack_may_be_repeated_while_another_worker_holds_the_job()
    {
        var token = LeaseOf("a");
        Nack("a", token, permanent: false);
        _queue.Pass(TimeSpan.FromSeconds(2));
        _queue.BecomeDue();
        Lease("bert");

        Assert.Equal(default, Nack("a", token, permanent: false));
        Assert.True(_queue["a"].IsLeased);
    }

    [Fact]
    public void The_text_of_a_nack_is_cleaned_and_bounded()
    {
        var error = new JobError("T", "a\0b" + new string('x', JobError.MessageBytesMax), "s\ud800");

        var failed = Assert.IsType<JobFailed>(Decide(job => AnswerLease.Decide(_queue.State, _queue.Policy, job, new NackJob(null, job.Id, LeaseOf("a"), error), _queue.Now, 0), "a").Event);

        Assert.StartsWith("a\ufffdb", failed.Error.Message, StringComparison.Ordinal);
        Assert.Equal("s\ufffd", failed.Error.Stack);
        Assert.InRange(failed.Error.Message.Length, 1, JobError.MessageBytesMax);
    }

    [Fact]
    public void An_extension_moves_the_end_and_an_expiry_waits_for_it()
    {
        var token = LeaseOf("a");
        _queue.Pass(TimeSpan.FromSeconds(20));
        Assert.Equal(_queue.Now + Length, Assert.IsType<LeaseExtended>(Extend("a", token).Event).Until);
        _queue.Pass(TimeSpan.FromSeconds(29));

        Assert.Null(Expire().Event);
        _queue.Pass(TimeSpan.FromSeconds(1));
        Assert.IsType<JobInterrupted>(Expire().Event);
    }

    [Fact]
    public void An_expired_lease_counts_as_a_crash_gives_the_attempt_back_and_is_claimable_at_once()
    {
        LeaseOf("a");
        _queue.Pass(Length);

        Expire();

        Assert.Equal((JobStatus.Pending, 0, 1), (_queue["a"].Status, _queue["a"].Attempts, _queue["a"].Crashes));
        Assert.IsType<JobLeased>(TryLease("bert").Event);
    }

    [Fact]
    public void At_the_crash_limit_an_expired_lease_is_the_end_and_no_lease_makes_a_suspect()
    {
        LeaseOf("a");
        ExpireNow();
        Lease("anna");
        ExpireNow();
        Assert.False(_queue["a"].IsSuspect);
        Lease("anna");

        var died = Assert.IsType<JobDied>(ExpireNow().Event);

        Assert.Equal((DeathReason.Crashed, 3), (died.Reason, _queue["a"].Crashes));
        Assert.Contains("lease of anna", died.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_after_the_time_but_before_anybody_ended_the_lease_still_counts()
    {
        var token = LeaseOf("a");
        _queue.Pass(Length + Length);

        Assert.IsType<JobCompleted>(Ack("a", token).Event);
    }

    [Fact]
    public void A_late_answer_is_refused_and_stands_in_the_history_once()
    {
        var token = LeaseOf("a");
        ExpireNow();
        Lease("bert");

        var late = Ack("a", token);
        var again = Ack("a", token);

        Assert.Equal((LeaseAnswer.Ack, Refusal.Codes.LeaseLost), (Assert.IsType<LateAnswerRefused>(late.Event).Answer, late.Refusal?.Code));
        Assert.Equal((null, Refusal.Codes.LeaseLost), (again.Event, again.Refusal?.Code));
        var step = _queue["a"].History[_queue["a"].History.Count - 1];
        Assert.Equal((JobStepKind.Late, "anna", "ack after its lease had run out"), (step.Kind, step.By, step.Detail));
        Assert.True(_queue["a"].IsLeased);
    }

    [Fact]
    public void A_token_that_never_was_is_refused_and_leaves_no_trace()
    {
        LeaseOf("a");

        var decision = Extend("a", new LeaseToken(9, 9));

        Assert.Equal((null, Refusal.Codes.LeaseLost), (decision.Event, decision.Refusal?.Code));
    }

    [Fact]
    public void Cancelling_a_leased_job_revokes_the_lease_at_once()
    {
        var token = LeaseOf("a");

        Assert.IsType<JobCancelled>(_queue.Cancel("a").Event);

        Assert.Equal(Refusal.Codes.LeaseLost, Ack("a", token).Refusal?.Code);
        Assert.Equal(JobStatus.Cancelled, _queue["a"].Status);
    }

    [Fact]
    public void After_a_recovery_a_lease_runs_its_own_length_again_and_its_worker_was_not_seen()
    {
        LeaseOf("a");
        var seenAt = _queue.Now;
        _queue.Pass(TimeSpan.FromHours(1));

        _queue.Apply(KeepLeases.Renew(_queue["a"], _queue.Now));

        Assert.Equal(_queue.Now + Length, _queue["a"].DueAt);
        Assert.Equal(seenAt, _queue["a"].Lease!.SeenAt);
        Assert.Null(Expire().Event);
    }

    [Fact]
    public void The_newest_leases_of_a_job_are_remembered()
    {
        var first = LeaseOf("a");
        for (var more = 0; more < JobLease.KeptMax; more++)
        {
            Cancelled("a");
            Lease("bert");
        }

        Assert.Null(_queue["a"].NewestLease!.Find(first));
        Assert.Equal(Refusal.Codes.LeaseLost, Ack("a", first).Refusal?.Code);
    }

    [Theory]
    [InlineData("", 1, 30, 0, "worker")]
    [InlineData("a\0", 1, 30, 0, "worker")]
    [InlineData("anna", 0, 30, 0, "limit")]
    [InlineData("anna", 101, 30, 0, "limit")]
    [InlineData("anna", 1, 0.999, 0, "leaseMs")]
    [InlineData("anna", 1, 43_201, 0, "leaseMs")]
    [InlineData("anna", 1, 30, 31, "waitMs")]
    [InlineData("anna", 1, 30, -1, "waitMs")]
    public void A_claim_out_of_bounds_is_refused_with_its_field(string worker, int limit, double leaseSeconds, double waitSeconds, string field)
    {
        var claim = new ClaimJobs(QueueUnderTest.Name, worker, limit) { Lease = TimeSpan.FromSeconds(leaseSeconds), Wait = TimeSpan.FromSeconds(waitSeconds) };

        Assert.Equal(field, LeaseNext.Check(claim, _queue.Policy)?.Field);
    }

    [Fact]
    public void A_queue_whose_jobs_the_host_runs_gives_no_leases() => Assert.Equal(
        Refusal.Codes.NoExternalWorkers, LeaseNext.Check(new ClaimJobs(QueueUnderTest.Name, "anna", 1), new QueueUnderTest().Policy)?.Code);

    [Fact]
    public void A_token_is_random_is_read_back_and_does_not_show_itself()
    {
        var token = LeaseToken.New();

        Assert.NotEqual(token, LeaseToken.New());
        Assert.True(LeaseToken.TryParse(token.Text, out var read));
        Assert.Equal(token, read);
        Assert.DoesNotContain(token.Text, $"{new ClaimedJob(null!, token, default)}", StringComparison.Ordinal);
        Assert.False(LeaseToken.TryParse(token.Text[1..], out _));
        Assert.False(LeaseToken.TryParse(token.Text[1..] + "g", out _));
    }

    private Decision TryLease(string worker) =>
        _queue.Apply(LeaseNext.Decide(_queue.State, _queue.Policy, new ClaimJobs(QueueUnderTest.Name, worker, 1) { Lease = Length }, new LeaseToken(1, ++_tokens), _queue.Now));

    private JobLeased Lease(string worker) => Assert.IsType<JobLeased>(TryLease(worker).Event);

    private LeaseToken LeaseOf(string id)
    {
        if (_queue.State.Find(QueueUnderTest.Id(id)) is null)
            _queue.Enqueue(id);
        return Lease("anna").Token;
    }

    private Decision Decide(Func<Job, Decision> decide, string id)
    {
        if (_queue.State.Find(QueueUnderTest.Id(id)) is null)
            _queue.Enqueue(id);
        return _queue.Apply(decide(_queue[id]));
    }

    private Decision Ack(string id, LeaseToken token, JobPayload? result = null) =>
        Decide(job => AnswerLease.Decide(_queue.State, _queue.Policy, job, new AckJob(null, job.Id, token, result), _queue.Now, 0), id);

    private Decision Nack(string id, LeaseToken token, bool permanent) =>
        Decide(job => AnswerLease.Decide(_queue.State, _queue.Policy, job, new NackJob(null, job.Id, token, new JobError("e", "m"), permanent), _queue.Now, 0), id);

    private Decision Extend(string id, LeaseToken token) => Decide(job => AnswerLease.Decide(job, new ExtendLease(null, job.Id, token, Length), _queue.Now), id);

    private Decision Expire() => _queue.Apply(KeepLeases.Expire(_queue.State, _queue.Policy, _queue.Now));

    private Decision ExpireNow()
    {
        _queue.Pass(Length);
        return Expire();
    }

    private void Cancelled(string id)
    {
        _queue.Cancel(id);
        _queue.RunNow(id);
    }
}
