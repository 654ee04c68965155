using Akka.Actor;
using Jobs.Messages;
using Jobs.Search;

namespace Jobs.Operations;

/// <summary>
/// Asks a queue which of its jobs match, in slices: those at places from <see cref="From"/> on, which itself is not among them, up to <see cref="To"/>. <see cref="Matched"/> or <see cref="RequestRefused"/>
/// comes back. A job that changes gets a new place behind all others, so a walk meets nothing twice and nothing that changed after it began.
/// </summary>
/// <param name="From">Null: from where a walk begins now.</param>
/// <param name="To">Null: to where such a walk ends.</param>
internal abstract record Match(string Queue, long? From, long? To, int Limit) : IQueueRequest, INoSerializationVerificationNeeded;

/// <summary>Jobs, those changed last first: places go down.</summary>
/// <param name="At">From which ages count, so that all slices ask the same.</param>
internal sealed record MatchJobs(string Queue, JobFilter Filter, DateTimeOffset At, long? From, long? To, int Limit) : Match(Queue, From, To, Limit);

/// <summary>Dead letters, in the order of their deaths: places go up. They are asked behind what died before.</summary>
internal sealed record MatchDeadLetters(string Queue, string? Type, string? Text, IReadOnlySet<JobId>? Ids, long? From, long? To, int Limit) : Match(Queue, From, To, Limit), IDeadLetterRequest;

/// <param name="From">As asked, or where the walk began.</param>
/// <param name="To">As asked, or where the walk will end.</param>
/// <param name="Reached">The last place looked at, from where the next slice goes on.</param>
internal sealed record Matched(string Queue, IReadOnlyList<JobId> Ids, long From, long To, long Reached) : INoSerializationVerificationNeeded
{
    public bool IsOver => Reached == To;
}
