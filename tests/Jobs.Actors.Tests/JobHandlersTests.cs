using Jobs.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Jobs.Actors.Tests;

public sealed class JobHandlersTests
{
    private readonly JobHandlers _handlers = new();

    [Fact]
    public void A_handler_is_found_by_its_wire_name_and_its_aliases()
    {
        _handlers.Handle<Mail, MailHandler>("send-mail", "mail", "old-mail");

        Assert.Same(_handlers.Find("send-mail"), _handlers.Find("old-mail"));
        Assert.True(_handlers.Knows("mail"));
        Assert.False(_handlers.Knows("Mail"));
        Assert.Equal(["send-mail"], _handlers.Types);
        Assert.Equal("send-mail", _handlers.TypeOf<Mail>());
    }

    [Fact]
    public void A_class_that_stands_for_several_types_names_none()
    {
        _handlers.Handle<Mail, MailHandler>("a").Handle<Mail, MailHandler>("b").Handle<Mail, MailHandler>("c");

        Assert.Null(_handlers.TypeOf<Mail>());
        Assert.Null(_handlers.TypeOf<string>());
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\n")]
    public void A_name_that_could_not_be_asked_for_is_refused(string type) =>
        Assert.Throws<ArgumentException>(() => _handlers.Handle<Mail, MailHandler>(type));

    [Fact]
    public void A_name_is_registered_once_and_a_refused_registration_changes_nothing()
    {
        _handlers.Handle<Mail, MailHandler>("mail");

        var refused = Assert.Throws<ArgumentException>(() => _handlers.Handle<string>("text", (_, _, _) => Task.CompletedTask, "mail"));

        Assert.Equal("The type mail is registered already, for Mail.", refused.Message);
        Assert.False(_handlers.Knows("text"));
        Assert.Null(_handlers.TypeOf<string>());
    }

    [Fact]
    public void A_class_that_handles_something_else_is_refused() =>
        Assert.StartsWith("MailHandler handles no String", Assert.Throws<ArgumentException>(() => _handlers.Handle<string, MailHandler>("x")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_class_that_handles_a_job_in_two_ways_must_be_told_which()
    {
        Assert.Throws<ArgumentException>(() => _handlers.Handle<Mail, TwoWayHandler>("x"));

        _handlers.HandleWithResult<Mail, int, TwoWayHandler>("x");
    }

    [Fact]
    public async Task Handlers_with_and_without_a_result_are_registered_alike()
    {
        _handlers.Handle<Mail, MailHandler>("plain").Handle<Mail, CountingHandler>("counting");
        using var services = new ServiceCollection().BuildServiceProvider();
        var mail = new TestJobContext { Given = JobPayload.Json(new Mail("abc")) };

        Assert.Null(await _handlers.Find("plain")!.InvokeAsync(services, mail, CancellationToken.None));
        Assert.Equal(JobPayload.Json(3), await _handlers.Find("counting")!.InvokeAsync(services, mail, CancellationToken.None));
    }

    [Fact]
    public async Task A_handler_that_returns_no_task_fails()
    {
        _handlers.Handle<Mail>("null", (_, _, _) => null!);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
            await _handlers.Find("null")!.InvokeAsync(null!, new TestJobContext { Given = JobPayload.Json(new Mail("")) }, CancellationToken.None));
        Assert.Equal("The handler of null returned null instead of a task.", failure.Message);
    }

    private sealed record Mail(string To);

    private sealed class MailHandler : IJobHandler<Mail>
    {
        public Task HandleAsync(Mail job, JobContext context, CancellationToken cancel) => Task.CompletedTask;
    }

    private sealed class CountingHandler : IJobHandler<Mail, int>
    {
        public Task<int> HandleAsync(Mail job, JobContext context, CancellationToken cancel) => Task.FromResult(job.To.Length);
    }

    private sealed class TwoWayHandler : IJobHandler<Mail>, IJobHandler<Mail, int>
    {
        Task IJobHandler<Mail>.HandleAsync(Mail job, JobContext context, CancellationToken cancel) => Task.CompletedTask;

        Task<int> IJobHandler<Mail, int>.HandleAsync(Mail job, JobContext context, CancellationToken cancel) => Task.FromResult(0);
    }
}
