using System.Net;
using Jobs.Host.OpenApi;
using Microsoft.Data.Sqlite;

namespace Jobs.Host.Tests.OpenApi;

/// <summary>Jobs, letters, leases and queues in a state that does not allow it.</summary>
internal static class StateProvocations
{
    /// <summary>So many at once that some meet the one that is under way.</summary>
    private const int AtOnce = 8;

    private static readonly TimeSpan _holdFirst = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _holdLongest = TimeSpan.FromSeconds(2);

    public static async Task<Reply> AmbiguousAsync(Provocation one)
    {
        var id = Guid.CreateVersion7().ToString();
        foreach (var queue in (string[])["email", "other"])
            await one.Host.EnqueueAsync($$"""{"queue":"{{queue}}","id":"{{id}}","payload":1,"delayMs":3600000}""");
        return await one.SendAsync(one.Path(id), one.Body());
    }

    public static async Task<Reply> WrongStateAsync(Provocation one)
    {
        if (one.Doc.Tag is Tags.DeadLetters or Tags.Tutorial)
            return await WhileReturningAsync(one);
        var action = one.Route.Path.Split('/')[^1];
        if (one.Route.Method == "DELETE")
            return await one.SendAsync(one.Path(await Scenes.WaitAsync(one.Host)), null);
        return action == "retry"
            ? await one.SendAsync(one.Path(await one.Host.EnqueueAsync("""{"queue":"partners","type":"any","payload":1}""")) + "?queue=partners", one.Body())
            : await one.SendAsync(one.Path(await Scenes.CompleteAsync(one.Host)) + "?queue=email", one.Body());
    }

    public static async Task<Reply> ConflictAsync(Provocation one)
    {
        var id = await Scenes.WaitAsync(one.Host);
        return await one.SendAsync(one.Path(), $$"""{"queue":"email","id":"{{id}}","payload":"another"}""");
    }

    public static async Task<Reply> KeyConflictAsync(Provocation one)
    {
        await one.SendAsync(one.Path(), """{"queue":"email","payload":1}""", ("Idempotency-Key", "order-1"));
        return await one.SendAsync(one.Path(), """{"queue":"email","payload":2}""", ("Idempotency-Key", "order-1"));
    }

    public static async Task<Reply> DrainingAsync(Provocation one)
    {
        var queue = one.FreshQueue();
        await one.Host.PostAsync($"/api/v1/queues/{queue}/drain");
        return await one.SendAsync(one.Path(), $$"""{"queue":"{{queue}}","payload":1}""");
    }

    public static async Task<Reply> LostLeaseAsync(Provocation one)
    {
        var (id, _) = await Scenes.LeaseAsync(one.Host);
        return await one.SendAsync(one.Path(id) + "?queue=partners", one.Body());
    }

    public static async Task<Reply> TooManyOperationsAsync(Provocation one)
    {
        var queue = one.FreshQueue();
        for (var number = 0; number < 10; number++)
            await Scenes.WaitAsync(one.Host, queue);
        var running = new List<string>();
        for (var number = 0; number < OperationBounds.RunningMax; number++)
            running.Add((await one.Host.PostAsync("/api/v1/jobs/bulk", $$"""{"action":"delete","queue":"{{queue}}","filter":"status:scheduled","perSecond":1}""")).Text("id"));
        var reply = await one.SendAsync(one.Path(), one.Body());
        foreach (var id in running)
            await one.Host.PostAsync($"/api/v1/operations/{id}/cancel");
        return reply;
    }

    public static async Task<Reply> TooLargeAsync(Provocation one)
    {
        var large = new string('x', JobBounds.ResultBytesMax);
        if (one.IsExternal)
        {
            var (id, token) = await Scenes.LeaseAsync(one.Host);
            return await one.SendAsync(one.Path(id) + "?queue=partners", $$"""{"leaseToken":"{{token}}","result":"{{large}}"}""");
        }

        if (one.Doc.Tag == Tags.DeadLetters)
            return await one.SendAsync(one.Path(await Scenes.DieAsync(one.Host)), $$"""{"payload":"{{large}}"}""");
        return one.Route.Method == "PATCH"
            ? await one.SendAsync(one.Path(await Scenes.WaitAsync(one.Host)), $$"""{"payload":"{{large}}"}""")
            : await one.SendAsync(one.Path(), $$"""{"queue":"email","payload":"{{large}}"}""");
    }

    // A letter on its way back can be neither replayed again nor deleted. The way is short, so several go at once while the storage stands still.
    private static async Task<Reply> WhileReturningAsync(Provocation one)
    {
        Reply? reply = null;
        for (var hold = _holdFirst; hold <= _holdLongest && reply?.Status != HttpStatusCode.Conflict; hold *= 2)
        {
            var id = await Scenes.DieAsync(one.Host);
            var replies = await SendWhileNothingIsWrittenAsync(one, one.Path(id) + "?queue=email", hold);
            reply = replies.FirstOrDefault(said => said.Status == HttpStatusCode.Conflict) ?? replies[0];
        }

        return reply!;
    }

    private static async Task<Reply[]> SendWhileNothingIsWrittenAsync(Provocation one, string path, TimeSpan hold)
    {
        await using var locked = new SqliteConnection($"Data Source={one.Host.JournalPath};Pooling=False");
        await locked.OpenAsync();
        await using var transaction = locked.BeginTransaction(deferred: false);
        var replies = Enumerable.Range(0, AtOnce).Select(_ => one.SendAsync(path, null)).ToList();
        await Task.Delay(hold);
        await transaction.RollbackAsync();
        return await Task.WhenAll(replies);
    }
}
