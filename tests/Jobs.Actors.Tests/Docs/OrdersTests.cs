using Akka.Actor;
using Jobs.Actors.Tests.Scenarios;
using Jobs.Hosting;
using Jobs.Messages;
using Xunit.Abstractions;

namespace Jobs.Actors.Tests.Docs;

public sealed class OrdersTests(ITestOutputHelper output) : JobsScenario(output), IBank, IPrinter
{
    private int _charged;
    private int _printed;

    [Fact]
    public async Task The_card_is_charged_once_though_the_printer_jams_and_the_invoice_comes_back()
    {
        Handlers.HandleWithResult<PlaceOrder, Invoice>("place-order", (job, context, cancel) => new PlaceOrderHandler(this, this).HandleAsync(job, context, cancel));
        var system = JobsSystem.Start(Sys, new JobsSettings { Queues = new Dictionary<string, QueueSettings> { ["orders"] = Settings } }, Handlers);
        // The clock that moves below would pass over the patience of a queue that still reads its journal.
        await system.Queues.Ask<QueueFound>(new GetQueue("orders"), Soon);
        var invoice = new Shopkeeper(system.Client).BuyAsync(new PlaceOrder("4711", 9.90m), CancellationToken.None);

        await AwaitConditionAsync(
            () =>
            {
                Clock.Advance(TimeSpan.FromSeconds(1));
                return Task.FromResult(invoice.IsCompleted);
            },
            Soon);

        Assert.Equal(new Invoice("receipt 1", 2), await invoice);
        Assert.Equal((1, 2), (_charged, _printed));
    }

    public Task<string> ChargeAsync(string card, decimal amount, string idempotencyKey, CancellationToken cancel) => Task.FromResult($"receipt {Interlocked.Increment(ref _charged)}");

    public Task<int> PrintAsync(string text, CancellationToken cancel) => Interlocked.Increment(ref _printed) == 1 ? throw new IOException("paper jam") : Task.FromResult(_printed);
}
