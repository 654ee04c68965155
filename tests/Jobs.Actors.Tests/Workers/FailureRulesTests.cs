using Jobs.Hosting;
using Jobs.Workers;
using Microsoft.Extensions.Logging;

namespace Jobs.Actors.Tests.Workers;

public sealed class FailureRulesTests : WorkerScenario
{
    private const string Bad = "bad";

    public FailureRulesTests() => Handlers.Handle<string>(Bad, (_, _, _) => throw new ArgumentNullException("customer"), "worse");

    [Theory]
    [InlineData("System.ArgumentNullException", true)]
    [InlineData("System.ArgumentException", true)]
    [InlineData("System.Exception", true)]
    [InlineData("System.ArgumentOutOfRangeException", false)]
    [InlineData("ArgumentNullException", false)]
    public async Task What_a_queue_calls_permanent_rejects_the_job_derived_types_included(string name, bool isRejected)
    {
        var router = await OpenRouterAsync(settings: new QueueSettings { PermanentExceptions = ["System.Net.Http.HttpRequestException", name] });

        var outcome = await OutcomeOfAsync(router, NewStart(Bad));

        Assert.Equal(isRejected, outcome is Outcome.Rejected { Error.Type: "System.ArgumentNullException" });
        Assert.Equal(!isRejected, outcome is Outcome.Failed { RetryAfter: null });
    }

    [Fact]
    public async Task A_generic_exception_is_named_without_its_arguments()
    {
        Handlers.Handle<string>("generic", (_, _, _) => throw new OddException<int>());
        var router = await OpenRouterAsync(settings: new QueueSettings { PermanentExceptions = [typeof(OddException<>).FullName!] });

        Assert.IsType<Outcome.Rejected>(await OutcomeOfAsync(router, NewStart("generic")));
    }

    [Fact]
    public async Task What_a_handler_calls_permanent_rejects_the_job_derived_types_included_and_under_every_name()
    {
        Handlers.OnFailure(Bad, failure => failure.Permanent<FormatException>().Permanent<ArgumentException>());
        var router = await OpenRouterAsync();

        Assert.IsType<Outcome.Rejected>(await OutcomeOfAsync(router, NewStart(Bad)));
        Assert.IsType<Outcome.Rejected>(await OutcomeOfAsync(router, NewStart("worse")));
    }

    [Fact]
    public async Task A_retry_policy_in_code_is_told_what_failed_and_decides_the_wait()
    {
        FailedAttempt? told = null;
        Handlers.OnFailure(Bad, failure => failure.Retry(failed =>
        {
            told = failed;
            return RetryDecision.After(TimeSpan.FromSeconds(17));
        }));
        var start = NewStart(Bad, "job-7");

        var failed = Assert.IsType<Outcome.Failed>(await OutcomeOfAsync(await OpenRouterAsync(), start));

        Assert.Equal(TimeSpan.FromSeconds(17), failed.RetryAfter);
        Assert.Equal(("customer", start.Key.Job, "email", Bad, 1, 3), (((ArgumentException)told!.Exception).ParamName, told.JobId, told.Queue, told.Type, told.Attempt, told.MaxAttempts));
    }

    [Fact]
    public async Task A_retry_policy_in_code_may_say_that_no_retry_helps_or_leave_it_to_the_queue()
    {
        var decision = RetryDecision.Never;
        Handlers.OnFailure(Bad, failure => failure.Retry(_ => decision));
        var router = await OpenRouterAsync();

        Assert.Equal("System.ArgumentNullException", Assert.IsType<Outcome.Rejected>(await OutcomeOfAsync(router, NewStart(Bad))).Error.Type);

        decision = RetryDecision.ByPolicy;
        Assert.Null(Assert.IsType<Outcome.Failed>(await OutcomeOfAsync(router, NewStart(Bad))).RetryAfter);
    }

    [Fact]
    public async Task A_retry_policy_that_throws_is_logged_each_time_and_the_queue_decides()
    {
        Handlers.OnFailure(Bad, failure => failure.Retry(_ => throw new HostileException()));
        var router = await OpenRouterAsync();

        for (var times = 1; times <= 2; times++)
        {
            Assert.Null(Assert.IsType<Outcome.Failed>(await OutcomeOfAsync(router, NewStart(Bad))).RetryAfter);
            Assert.Equal(times, LogBook.Lines.Count(line => line.Level == LogLevel.Warning && line.Text.Contains("email: the retry policy of bad, asked about job a, failed.", StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public async Task A_retry_policy_that_answers_nonsense_is_logged_and_the_queue_decides(long ticks)
    {
        Handlers.OnFailure(Bad, failure => failure.Retry(_ => RetryDecision.After(new TimeSpan(ticks))));

        Assert.Null(Assert.IsType<Outcome.Failed>(await OutcomeOfAsync(await OpenRouterAsync(), NewStart(Bad))).RetryAfter);
        AssertLogged(LogLevel.Warning, "answered a wait of");
    }

    [Fact]
    public async Task Snoozing_rejecting_and_running_out_of_time_are_no_affair_of_a_retry_policy()
    {
        Handlers
            .Handle<string>("snooze", (_, context, _) => { context.Snooze(TimeSpan.FromMinutes(5)); return Task.CompletedTask; })
            .OnFailure("snooze", failure => failure.Permanent<Exception>().Retry(_ => RetryDecision.Never))
            .OnFailure(Obedient, failure => failure.Permanent<Exception>().Retry(_ => RetryDecision.Never));
        var router = await OpenRouterAsync();

        Assert.IsType<Outcome.Snoozed>(await OutcomeOfAsync(router, NewStart("snooze")));
        await StartHeldAsync(router, NewStart(Obedient));
        Advance(Limit);
        Assert.IsType<Outcome.Failed>((await ReportAsync()).Outcome);
    }

    [Fact]
    public void Failures_can_only_be_said_of_a_type_that_is_registered() =>
        Assert.Equal("The type later is not registered; register its handler first.", Assert.Throws<ArgumentException>(() => Handlers.OnFailure("later", _ => { })).Message);

    private sealed class OddException<T> : Exception
    {
        public override string Message => typeof(T).Name;
    }

    private sealed class HostileException : Exception
    {
        public override string Message => throw new InvalidOperationException("no message");

        public override string ToString() => throw new InvalidOperationException("no text");
    }
}
