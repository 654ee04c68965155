using System.Net;
using Akka.Actor;
using Jobs.Host.Live;
using Jobs.Host.OpenApi;
using Jobs.Host.Tests.Storage;
using Jobs.Queues;
using Microsoft.Data.Sqlite;

namespace Jobs.Host.Tests.OpenApi;

/// <summary>Storage that is away, refuses a write, or is slow.</summary>
internal static class OutageProvocations
{
    /// <summary>More bytes than may gather, in bodies that are just not too large.</summary>
    private const int Batches = 5;
    private const int JobsPerBatch = 125;
    private const int PayloadLength = 60_000;

    private static readonly TimeSpan _holdFirst = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan _holdLongest = TimeSpan.FromSeconds(2);

    public static async Task<Reply> UnavailableAsync(Provocation one)
    {
        var scene = await Scenes.PrepareAsync(one.Host, one.Route);
        one.Host.Queues.Tell(new HoldQueues("the test", TimeSpan.FromSeconds(1)), ActorRefs.NoSender);
        try
        {
            return await one.SendAsync(scene);
        }
        finally
        {
            one.Host.Queues.Tell(ReleaseQueues.Instance, ActorRefs.NoSender);
            await one.Host.UntilReadyAsync();
        }
    }

    public static async Task<Reply> TooManyStreamsAsync(Provocation one)
    {
        var streams = new List<HttpResponseMessage>();
        try
        {
            for (var number = 0; number < EventStreams.OpenMax; number++)
                streams.Add(await one.Host.ListenAsync());
            return await one.SendAsync();
        }
        finally
        {
            foreach (var stream in streams)
                stream.Dispose();
        }
    }

    /// <summary>The one write that the request leads to is refused, in a queue that nobody else uses.</summary>
    public static async Task<Reply> UnknownAsync(Provocation one)
    {
        var isOperation = one.Doc.Tag == Tags.Operations;
        var queue = isOperation ? "email" : one.FreshQueue();
        var scene = await Scenes.PrepareAsync(one.Host, one.Route, queue);
        var refused = isOperation ? "operations" : one.Doc.Tag is Tags.DeadLetters or Tags.Tutorial ? $"dead/{queue}/0" : $"queue/{queue}/0";
        StoredHost.Change(
            one.Host.JournalPath,
            $"CREATE TRIGGER \"refuse {refused}\" BEFORE INSERT ON journal WHEN NEW.persistence_id = '{refused}' BEGIN SELECT RAISE(ABORT, 'refused by the test'); END");
        try
        {
            return await one.SendAsync(scene);
        }
        finally
        {
            StoredHost.Change(one.Host.JournalPath, $"DROP TRIGGER \"refuse {refused}\"");
            await one.Host.UntilReadyAsync();
            await one.Host.UntilOperableAsync();
        }
    }

    /// <summary>Nothing can be written, and more and more waits for it. What is refused answers with the next write, too, so how long the storage has to stand still is found by trying.</summary>
    public static async Task<Reply> OverloadedAsync(Provocation one)
    {
        Reply? reply = null;
        for (var hold = _holdFirst; hold <= _holdLongest && reply?.Status != HttpStatusCode.ServiceUnavailable; hold *= 2)
            reply = await WhileNothingIsWrittenAsync(one, one.FreshQueue(), hold);
        return reply!;
    }

    private static async Task<Reply> WhileNothingIsWrittenAsync(Provocation one, string queue, TimeSpan hold)
    {
        var job = $$"""{"type":"echo","payload":"{{new string('x', PayloadLength)}}","delayMs":3600000}""";
        var batch = $$"""{"queue":"{{queue}}","jobs":[{{string.Join(',', Enumerable.Repeat(job, JobsPerBatch))}}]}""";
        var body = one.Route.Path.EndsWith("/batch", StringComparison.Ordinal) ? $$"""{"queue":"{{queue}}","jobs":[{"payload":1}],"atomic":true}""" : one.Body(queue);
        await using var locked = new SqliteConnection($"Data Source={one.Host.JournalPath};Pooling=False");
        await locked.OpenAsync();
        await using var transaction = locked.BeginTransaction(deferred: false);
        var waiting = Enumerable.Range(0, Batches).Select(_ => one.Host.PostAsync("/api/v1/jobs/batch", batch)).ToList();
        await Task.Delay(hold);
        var reply = one.SendAsync(one.Path(queue: queue), body);
        await Task.Delay(hold);
        await transaction.RollbackAsync();
        await Task.WhenAll(waiting);
        return await reply;
    }
}
