using Jobs.Testing;

namespace Jobs.Actors.Tests.Docs;

// doc: handler
public sealed record SendReminder(string To, DateTimeOffset NotBefore);

public sealed class SendReminderHandler(IMailServer mail, TimeProvider clock) : IJobHandler<SendReminder>
{
    public async Task HandleAsync(SendReminder job, JobContext context, CancellationToken cancel)
    {
        if (job.NotBefore > clock.GetUtcNow())
            context.Snooze(job.NotBefore - clock.GetUtcNow());
        await mail.SendAsync(job.To, messageId: context.IdempotencyKey, cancel);
    }
}
// end

// doc: alone
public sealed class SendReminderHandlerTests
{
    [Fact]
    public async Task A_reminder_that_comes_too_early_waits_for_its_time()
    {
        var noon = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        var handler = new SendReminderHandler(new NoMailServer(), new StoppedClock(noon));
        var context = new TestJobContext();

        await Assert.ThrowsAnyAsync<Exception>(() => handler.HandleAsync(new SendReminder("a@example.com", noon.AddHours(2)), context, CancellationToken.None));

        Assert.Equal(TimeSpan.FromHours(2), context.SnoozedFor);
    }
}
// end

internal sealed class NoMailServer : IMailServer
{
    public Task SendAsync(string to, string messageId, CancellationToken cancel) => throw new InvalidOperationException("Nothing was to be sent.");
}

internal sealed class StoppedClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
