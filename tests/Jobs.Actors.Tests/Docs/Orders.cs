namespace Jobs.Actors.Tests.Docs;

// The handler that docs/handlers.md shows. DocBlockTests holds the page to it, OrdersTests runs it.

public interface IBank
{
    Task<string> ChargeAsync(string card, decimal amount, string idempotencyKey, CancellationToken cancel);
}

public interface IPrinter
{
    Task<int> PrintAsync(string text, CancellationToken cancel);
}

// doc: once
public sealed record PlaceOrder(string Card, decimal Amount);

public sealed record Invoice(string Receipt, int Pages);

public sealed class PlaceOrderHandler(IBank bank, IPrinter printer) : IJobHandler<PlaceOrder, Invoice>
{
    public async Task<Invoice> HandleAsync(PlaceOrder job, JobContext context, CancellationToken cancel)
    {
        var receipt = await context.OnceAsync("charge", () => bank.ChargeAsync(job.Card, job.Amount, context.IdempotencyKey, cancel));
        context.Progress(50, "charged");
        var pages = await printer.PrintAsync($"Paid: {receipt}", cancel);
        return new Invoice(receipt, pages);
    }
}
// end

public sealed class Shopkeeper(IJobClient jobs)
{
    // doc: result
    public async Task<Invoice?> BuyAsync(PlaceOrder order, CancellationToken cancel)
    {
        var enqueued = await jobs.EnqueueAsync("orders", order, cancel: cancel);
        return await jobs.WaitAsync<Invoice>(enqueued.Id, "orders", cancel);
    }
    // end
}
