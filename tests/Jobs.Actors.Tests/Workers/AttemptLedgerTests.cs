using Jobs.Workers;

namespace Jobs.Actors.Tests.Workers;

public sealed class AttemptLedgerTests
{
    private readonly AttemptLedger _ledger = new();
    private readonly AttemptKey _a = new(JobId.Parse("a"), 1);
    private readonly AttemptKey _b = new(JobId.Parse("b"), 2);

    [Fact]
    public void An_attempt_is_taken_in_once_until_its_outcome_is_stored()
    {
        Assert.True(_ledger.TryAdd(_a));
        Assert.False(_ledger.TryAdd(_a));
        _ledger.End(_a, Outcome.Succeeded.WithoutResult);
        Assert.False(_ledger.TryAdd(_a));
        _ledger.Forget([_a]);
        Assert.True(_ledger.TryAdd(_a));
    }

    [Fact]
    public void The_same_job_started_again_is_another_attempt()
    {
        _ledger.TryAdd(_a);

        Assert.True(_ledger.TryAdd(_a with { Start = 7 }));
    }

    [Fact]
    public void A_report_is_sent_once_and_kept_until_it_is_stored()
    {
        _ledger.TryAdd(_a);
        Assert.True(_ledger.End(_a, Outcome.Succeeded.WithoutResult));

        Assert.Equal([new WorkerReport(_a, Outcome.Succeeded.WithoutResult)], _ledger.TakeUnsent());
        Assert.Empty(_ledger.TakeUnsent());
        Assert.Single(_ledger.TakeAll());
        Assert.Equal([_a], _ledger.Keys);

        _ledger.Forget([_a]);
        Assert.True(_ledger.IsEmpty);
    }

    [Fact]
    public void What_is_sent_with_all_is_not_sent_again()
    {
        _ledger.TryAdd(_a);
        _ledger.End(_a, Outcome.Succeeded.WithoutResult);
        _ledger.TakeAll();

        Assert.Empty(_ledger.TakeUnsent());
    }

    [Fact]
    public void An_attempt_that_runs_is_not_forgotten()
    {
        _ledger.TryAdd(_a);
        _ledger.TryAdd(_b);
        _ledger.End(_b, Outcome.Interrupted.Instance);

        _ledger.Forget([_a, _b, new AttemptKey(JobId.Parse("c"), 3)]);

        Assert.Equal([_a], _ledger.Keys);
    }
}
