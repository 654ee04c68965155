using System.Diagnostics.CodeAnalysis;

namespace Jobs;

/// <summary>Names an operation over many jobs: a UUIDv7, made when it is asked for.</summary>
public readonly record struct OperationId(Guid Uuid)
{
    public static OperationId New() => new(Uuid7.New());

    public static bool TryParse([NotNullWhen(true)] string? text, out OperationId id)
    {
        var isOne = Guid.TryParseExact(text, "D", out var uuid);
        id = new OperationId(uuid);
        return isOne;
    }

    public override string ToString() => Uuid.ToString("D");
}
