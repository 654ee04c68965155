using Jobs.Host.Api;
using Jobs.Host.OpenApi;
using static Jobs.Messages.Refusal.Codes;

namespace Jobs.Host.Tests.OpenApi;

/// <summary>What has to be wrong for each problem, whatever the route.</summary>
internal static class Provocations
{
    private const string Nowhere = "nowhere";

    public static IReadOnlyDictionary<string, Func<Provocation, Task<Reply>>> All { get; } = new Dictionary<string, Func<Provocation, Task<Reply>>>
    {
        [ProblemTypes.ForeignHost] = one => one.SendAsync(("Host", "evil.example.com")),
        [ProblemTypes.CrossSite] = one => one.SendAsync(("Sec-Fetch-Site", "cross-site")),
        [InvalidRequest] = one => one.Doc.Body is { } body ? one.SendAsync(one.Path(), body == JobShapes.Nothing ? "{\"x\":1}" : "{") : one.SendAsync(one.Path() + "?nonsense=1", null),
        [ProblemTypes.UnsupportedMediaType] = one => one.SendTextAsync(),
        [ProblemTypes.BodyTooLarge] = one => one.SendTooMuchAsync(),
        [UnknownQueue] = one => one.SendAsync(one.Path(queue: Nowhere) + (one.NamesQueue ? $"?queue={Nowhere}" : ""), one.Body(Nowhere)),
        [NotFound] = one => one.SendAsync(one.Path(id: one.Doc.Tag == Tags.Operations ? Guid.CreateVersion7().ToString() : Nowhere), one.Body()),
        [AmbiguousId] = StateProvocations.AmbiguousAsync,
        [InvalidState] = StateProvocations.WrongStateAsync,
        [IdConflict] = StateProvocations.ConflictAsync,
        [ProblemTypes.IdempotencyConflict] = StateProvocations.KeyConflictAsync,
        [QueueDraining] = StateProvocations.DrainingAsync,
        [NoExternalWorkers] = one => one.SendAsync(one.Path(queue: "email"), one.Body()),
        [LeaseLost] = StateProvocations.LostLeaseAsync,
        [TooManyOperations] = StateProvocations.TooManyOperationsAsync,
        [PayloadTooLarge] = StateProvocations.TooLargeAsync,
        [UnknownType] = one => one.SendAsync(one.Path(), """{"queue":"email","type":"nobody","payload":1}"""),
        [ProblemTypes.BatchRefused] = one => one.SendAsync(one.Path(), """{"queue":"email","jobs":[{"type":"nobody","payload":1}],"atomic":true}"""),
        [ProblemTypes.TooManyStreams] = OutageProvocations.TooManyStreamsAsync,
        [QueueUnavailable] = OutageProvocations.UnavailableAsync,
        [OutcomeUnknown] = OutageProvocations.UnknownAsync,
        [QueueOverloaded] = OutageProvocations.OverloadedAsync,
    };
}
