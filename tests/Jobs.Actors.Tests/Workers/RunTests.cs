using System.Collections.Concurrent;
using Jobs.Workers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Jobs.Actors.Tests.Workers;

public sealed class RunTests : WorkerScenario
{
    [Fact]
    public async Task A_handler_that_returns_has_succeeded() =>
        Assert.Equal(Outcome.Succeeded.WithoutResult, await OutcomeOfAsync(await OpenRouterAsync(), NewStart("ok")));

    [Fact]
    public async Task A_result_comes_with_the_success()
    {
        Handlers.HandleWithResult<string, int>("length", (text, _, _) => Task.FromResult(text.Length));

        Assert.Equal(new Outcome.Succeeded(JobPayload.Json(5)), await OutcomeOfAsync(await OpenRouterAsync(), NewStart("length", payload: "hello")));
    }

    [Fact]
    public async Task A_handler_that_throws_has_failed_whether_at_once_or_later()
    {
        Handlers.Handle<string>("now", (_, _, _) => throw new FormatException("now"));
        var router = await OpenRouterAsync();

        Assert.Equal("now", Assert.IsType<Outcome.Failed>(await OutcomeOfAsync(router, NewStart("now"))).Error.Message);

        var start = NewStart(Obedient);
        (await StartHeldAsync(router, start)).Throw(new FormatException("later"));
        Assert.Equal("later", Assert.IsType<Outcome.Failed>((await ReportAsync()).Outcome).Error.Message);
    }

    [Fact]
    public async Task A_handler_may_snooze_or_reject_its_job()
    {
        Handlers
            .Handle<string>("snooze", (_, context, _) => { context.Snooze(TimeSpan.FromMinutes(5)); return Task.CompletedTask; })
            .Handle<string>("reject", (_, context, _) => { context.Reject("No such\0customer."); return Task.CompletedTask; });
        var router = await OpenRouterAsync();

        Assert.Equal(new Outcome.Snoozed(TimeSpan.FromMinutes(5)), await OutcomeOfAsync(router, NewStart("snooze")));
        Assert.Equal(new Outcome.Rejected(new JobError("rejected", "No such\uFFFDcustomer.")), await OutcomeOfAsync(router, NewStart("reject")));
    }

    [Fact]
    public async Task A_type_without_a_handler_fails_and_may_be_deployed_later() => Assert.Equal(
        new Outcome.Failed(new JobError("unknown-type", "No handler is registered for jobs of type later on this host.")),
        await OutcomeOfAsync(await OpenRouterAsync(), NewStart("later")));

    [Fact]
    public async Task A_payload_that_can_not_be_read_rejects_the_job() => Assert.Equal(
        "unreadable-payload",
        Assert.IsType<Outcome.Rejected>(await OutcomeOfAsync(await OpenRouterAsync(), NewStart("ok", payload: 1))).Error.Type);

    [Fact]
    public async Task A_handler_knows_its_attempt()
    {
        var router = await OpenRouterAsync();

        var context = (await StartHeldAsync(router, NewStart(Obedient, "job-7"))).Context;

        Assert.Equal(("job-7", "email", Obedient, 1, 3), (context.JobId.ToString(), context.Queue, context.Type, context.Attempt, context.MaxAttempts));
        Assert.Equal("email/job-7", context.IdempotencyKey);
    }

    [Fact]
    public async Task What_a_handler_logs_has_the_scope_of_its_job()
    {
        Handlers.Handle<string>("logs", (_, context, _) =>
        {
            context.Logger.LogInformation("Sent.");
            return Task.CompletedTask;
        });

        await OutcomeOfAsync(await OpenRouterAsync(), NewStart("logs", "job-7") with { TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" });

        var line = Assert.Single(LogBook.Lines, line => line.Text == "Sent.");
        Assert.Equal("email: job job-7 (logs), attempt 1", line.Scope!.ToString());
        var scope = Assert.IsType<IEnumerable<KeyValuePair<string, object?>>>(line.Scope, exactMatch: false).ToDictionary(value => value.Key, value => $"{value.Value}");
        Assert.Equal(["job-7", "email", "logs", "1", "0af7651916cd43dd8448eb211c80319c"], ((string[])["JobId", "Queue", "Type", "Attempt", "TraceId"]).Select(name => scope[name]));
    }

    [Fact]
    public async Task Every_attempt_has_its_own_handler_and_scope_which_are_disposed_before_the_report()
    {
        var disposed = new ConcurrentQueue<object>();
        await using var services = new ServiceCollection().AddSingleton(disposed).AddScoped<Unit>().BuildServiceProvider();
        Handlers.Handle<string, UnitHandler>("unit");
        var router = await OpenRouterAsync(services: services);

        await OutcomeOfAsync(router, NewStart("unit"));
        Assert.Equal(["UnitHandler", "Unit"], disposed.Select(one => one.GetType().Name));
        await OutcomeOfAsync(router, NewStart("unit"));
        Assert.Equal(4, disposed.Distinct().Count());
    }

    [Fact]
    public async Task A_handler_that_is_registered_as_a_service_is_the_containers()
    {
        var disposed = new ConcurrentQueue<object>();
        await using var services = new ServiceCollection().AddSingleton(disposed).AddScoped<Unit>().AddSingleton(provider => new UnitHandler(new Unit(disposed), disposed)).BuildServiceProvider();
        Handlers.Handle<string, UnitHandler>("unit");

        Assert.Equal(Outcome.Succeeded.WithoutResult, await OutcomeOfAsync(await OpenRouterAsync(services: services), NewStart("unit")));

        Assert.Empty(disposed);
    }

    [Fact]
    public async Task A_scope_that_fails_to_be_disposed_is_logged_and_changes_no_outcome()
    {
        await using var services = new ServiceCollection().AddScoped(_ => new Untidy()).BuildServiceProvider();
        Handlers.Handle<string, UntidyHandler>("untidy");

        Assert.Equal(Outcome.Succeeded.WithoutResult, await OutcomeOfAsync(await OpenRouterAsync(services: services), NewStart("untidy")));

        AssertLogged(LogLevel.Warning, "The handler of untidy, or its scope, failed when it was disposed.");
    }

    [Fact]
    public async Task An_exception_that_can_not_even_be_logged_changes_no_outcome()
    {
        await using var services = new ServiceCollection().AddScoped(_ => new Untidy(new UnreadableException())).BuildServiceProvider();
        Handlers.Handle<string, UntidyHandler>("untidy");

        Assert.Equal(Outcome.Succeeded.WithoutResult, await OutcomeOfAsync(await OpenRouterAsync(services: services), NewStart("untidy")));

        Assert.Contains(LogBook.Lines, line => line.Exception?.Contains("UnreadableException: (this exception's text can not be read)", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task A_payload_whose_converter_throws_what_can_not_be_read_rejects_the_job()
    {
        Handlers.Handle<Guarded>("guarded", (_, _, _) => Task.CompletedTask);

        var rejected = Assert.IsType<Outcome.Rejected>(await OutcomeOfAsync(await OpenRouterAsync(), NewStart("guarded", payload: new { name = "x" })));

        Assert.Equal("unreadable-payload", rejected.Error.Type);
    }

    [Fact]
    public async Task A_handler_that_can_not_be_made_has_failed()
    {
        Handlers.Handle<string, UnitHandler>("unit");

        Assert.Contains("Unit", Assert.IsType<Outcome.Failed>(await OutcomeOfAsync(await OpenRouterAsync(), NewStart("unit"))).Error.Message, StringComparison.Ordinal);
    }

    private sealed class Unit(ConcurrentQueue<object> disposed) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Task.Yield();
            disposed.Enqueue(this);
        }
    }

    private sealed class UnitHandler(Unit unit, ConcurrentQueue<object> disposed) : IJobHandler<string>, IDisposable
    {
        public Task HandleAsync(string job, JobContext context, CancellationToken cancel) => unit is null ? throw new InvalidOperationException() : Task.CompletedTask;

        public void Dispose() => disposed.Enqueue(this);
    }

    private sealed class Untidy(Exception? exception = null) : IDisposable
    {
        public void Dispose() => throw exception ?? new InvalidOperationException("untidy");
    }

    private sealed class Guarded
    {
        public string Name
        {
            get => "";
            set => throw new UnreadableException();
        }
    }

    private sealed class UnreadableException : Exception
    {
        public override string Message => throw new InvalidOperationException("no message");

        public override string ToString() => throw new InvalidOperationException("no text");
    }

    private sealed class UntidyHandler(Untidy untidy) : IJobHandler<string>
    {
        public Task HandleAsync(string job, JobContext context, CancellationToken cancel) => Task.FromResult(untidy);
    }
}
