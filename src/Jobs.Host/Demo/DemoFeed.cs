using Jobs.Messages;

namespace Jobs.Host.Demo;

/// <summary>An endless day of a small shop, the same in every run.</summary>
internal sealed class DemoFeed(IJobClient client, TimeProvider clock)
{
    private const int Seed = 1;

    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(700);
    private static readonly string[] _names = ["ada", "grace", "linus", "barbara", "edsger", "radia"];

    private readonly Random _random = new(Seed);
    private int _order = 1000;

    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                foreach (var job in NextOrder())
                    await SendAsync(job, stop);
                await Task.Delay(_pause, clock, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The shop closes; what was ordered is drained.
        }
    }

    /// <summary>What one order sets off.</summary>
    private IEnumerable<EnqueueJob> NextOrder()
    {
        var order = ++_order;
        var name = _names[_random.Next(_names.Length)];
        yield return Job("email", "send-email", new { to = $"{name}@example.com", template = "order-confirmed", order });
        if (order % 3 == 0)
            yield return Job("pdf", "generate-pdf", new { document = "invoice", order });
        if (order % 2 == 0)
            yield return Job("webhooks", "deliver-webhook", new { @event = "order.created", order });
        if (order % 4 == 0)
            yield return Job("images", "process-image", new { file = $"upload-{order}.png", width = 640 });

        // A document that no retry can help, so that the dead letters have something to show.
        if (order % 13 == 0)
            yield return Job("pdf", "http", new { url = "http://127.0.0.1/internal", order });
        if (order % 7 == 0)
            yield return Job("email", "send-email", new { to = $"{name}@example.com", template = "how-was-it", order }) with { Delay = TimeSpan.FromSeconds(10) };
    }

    private static EnqueueJob Job(string queue, string type, object payload) => new(queue, type, JobPayload.Json(payload)) { By = "demo", Tags = ["demo"] };

    private async Task SendAsync(EnqueueJob job, CancellationToken stop)
    {
        try
        {
            await client.EnqueueAsync(job, stop);
        }
        catch (JobRefusedException refused)
        {
            // A shop that loses an order for show is no harm.
            await Task.Delay(refused.Refusal.RetryAfter ?? _pause, clock, stop);
        }
    }
}
