namespace Akka.Actor;

/// <summary>A message that never leaves the process: <c>akka.actor.serialize-messages</c> passes it by.</summary>
public interface INoSerializationVerificationNeeded;

/// <summary>A message that only code which knows its receiver should send.</summary>
public interface IPossiblyHarmful;

/// <summary>A message that does not put off <see cref="ReceiveTimeout"/>.</summary>
public interface INotInfluenceReceiveTimeout;

/// <summary>A message that the runtime handles on the actor's behalf, in its place in the mailbox.</summary>
public interface IAutoReceivedMessage;

/// <summary>A message that carries another.</summary>
public interface IWrappedMessage
{
    object Message { get; }
}
