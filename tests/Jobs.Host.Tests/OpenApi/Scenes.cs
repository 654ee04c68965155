using System.Net;
using System.Text;
using Jobs.Host.OpenApi;

namespace Jobs.Host.Tests.OpenApi;

/// <summary>What a route's example acts upon.</summary>
/// <param name="Path">With values for what stands in braces.</param>
/// <param name="Queue">Where it acts.</param>
/// <param name="Adapt">The example's body with what only this host knows, as a lease's token.</param>
internal sealed record Scene(string Path, string Queue, Func<string, string> Adapt);

/// <summary>Prepares, for each route, a job, letter, lease or operation in a state that allows it.</summary>
internal static class Scenes
{
    public static Task<Scene> PrepareAsync(ContractHost host, DescribedRoute route) => PrepareAsync(host, route, route.Doc!.Tag switch
    {
        Tags.Leases => "partners",
        Tags.Queues => ContractHost.SpoiledQueue,
        _ => "email",
    });

    /// <param name="queue">Where it acts.</param>
    public static async Task<Scene> PrepareAsync(ContractHost host, DescribedRoute route, string queue)
    {
        var (id, adapt) = await ActOnAsync(host, route, queue);
        return new Scene(route.Path.Replace("{queue}", queue, StringComparison.Ordinal).Replace("{id}", id, StringComparison.Ordinal), queue, adapt);
    }

    /// <summary>A dead job's id.</summary>
    public static async Task<string> DieAsync(ContractHost host, string queue = "email")
    {
        var id = await host.EnqueueAsync($$"""{"queue":"{{queue}}","type":"fail","payload":{"message":"on purpose","permanent":true} }""");
        await host.UntilAsync(id, queue, "dead");

        // This waits for the hand-over.
        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync($"/api/v1/dead-letters/{id}?queue={queue}")).Status);
        return id;
    }

    public static Task<string> WaitAsync(ContractHost host, string queue = "email") => host.EnqueueAsync($$"""{"queue":"{{queue}}","type":"send-email","payload":1,"delayMs":3600000}""");

    public static async Task<string> CompleteAsync(ContractHost host, string queue = "email")
    {
        var id = await host.EnqueueAsync($$"""{"queue":"{{queue}}","type":"echo","payload":1}""");
        await host.UntilAsync(id, queue, "completed");
        return id;
    }

    /// <summary>A leased job's id and the token.</summary>
    public static async Task<(string Id, string Token)> LeaseAsync(ContractHost host, string queue = "partners")
    {
        await host.EnqueueAsync($$"""{"queue":"{{queue}}","type":"any","payload":1}""");
        var claimed = await host.PostAsync($"/api/v1/queues/{queue}/claims", """{"worker":"w","limit":1}""");
        var item = claimed.Json.GetProperty("items")[0];
        return (item.GetProperty("job").GetProperty("id").GetString()!, item.GetProperty("leaseToken").GetString()!);
    }

    public static async Task<string> OperateAsync(ContractHost host)
    {
        var started = await host.PostAsync("/api/v1/jobs/bulk", """{"action":"cancel","filter":"tag:none"}""");
        await host.UntilEndedAsync(started.Text("id"));
        return started.Text("id");
    }

    private static async Task<(string Id, Func<string, string> Adapt)> ActOnAsync(ContractHost host, DescribedRoute route, string queue)
    {
        var (doc, last) = (route.Doc!, route.Path.Split('/')[^1]);
        if (doc.Tag == Tags.Leases && route.Path.Contains("{id}", StringComparison.Ordinal))
        {
            var (id, token) = await LeaseAsync(host, queue);
            return (id, body => body.Replace("00ff1122334455668877665544332211", token, StringComparison.Ordinal));
        }

        if (last == "reset")
            await host.SendAsync(HttpMethod.Patch, $"/api/v1/queues/{queue}", new StringContent("{\"concurrency\":7}", Encoding.UTF8, "application/json"));
        if (last == "resume")
            await host.PostAsync($"/api/v1/queues/{queue}/pause");
        if (last == "claims")
            await host.EnqueueAsync($$"""{"queue":"{{queue}}","type":"any","payload":1}""");
        if (doc.Tag == Tags.DeadLetters || doc.Tag == Tags.Tutorial)
            return (await DieAsync(host, queue), body => body);
        if (doc.Tag == Tags.Operations && (last == "operations" || route.Path.Contains("{id}", StringComparison.Ordinal)))
            return (await OperateAsync(host), body => body);
        if (doc.Tag == Tags.Jobs && route.Path.Contains("{id}", StringComparison.Ordinal))
            return (route.Method == "DELETE" || last == "result" ? await CompleteAsync(host, queue) : await WaitAsync(host, queue), body => body);
        return ("", body => body.Replace("order-4711", Guid.CreateVersion7().ToString(), StringComparison.Ordinal));
    }
}
