namespace Akka.Actor;

/// <summary>The base of everything that the actor runtime throws on purpose.</summary>
public class AkkaException : Exception
{
    public AkkaException()
    {
    }

    public AkkaException(string message)
        : base(message)
    {
    }

    public AkkaException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
