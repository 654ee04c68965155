using Jobs.Messages;

namespace Jobs.Core;

/// <summary>What a step of a job's life comes to: a fact, a refusal, or neither, because what was asked for is so already.</summary>
internal readonly record struct Decision(QueueEvent? Event, Refusal? Refusal)
{
    public static Decision Nothing { get; }

    public static Decision Refuse(string code, string detail) => new(null, new Refusal(code, detail));

    public static implicit operator Decision(QueueEvent e) => new(e, null);

    public static implicit operator Decision(Refusal refusal) => new(null, refusal);
}
