namespace Akka.Actor;

/// <summary>The base of everything that the actor runtime throws on purpose.</summary>
public abstract class AkkaException : Exception
{
    protected AkkaException()
    {
    }

    protected AkkaException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
