namespace Akka;

/// <summary>The result of an operation that has nothing else to say than that it is over.</summary>
public sealed class Done
{
    public static readonly Done Instance = new();

    private Done()
    {
    }
}
