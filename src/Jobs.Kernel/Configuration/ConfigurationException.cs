using Akka.Actor;

namespace Akka.Configuration;

/// <summary>A configuration that cannot be used; a syntax error names its line and column.</summary>
public class ConfigurationException : AkkaException
{
    public ConfigurationException(string message)
        : base(message)
    {
    }

    public ConfigurationException(string message, Exception exception)
        : base(message, exception)
    {
    }
}
