namespace Jobs.Host.Handlers;

/// <summary>Numbers in payloads of the handlers that come with the host. What is out of bounds no retry can help.</summary>
internal static class Bounded
{
    private const int MillisecondsMax = 86_400_000;

    public static int Milliseconds(int value) => Check("ms", value, 0, MillisecondsMax);

    public static int Check(string field, int value, int min, int max) =>
        value >= min && value <= max ? value : throw new PermanentJobException($"{field}: expected {min} to {max}, got {value}");
}
