namespace Akka.TestKit;

/// <summary>Marks a test class whose <c>Tell</c>s have no sender; otherwise the test actor is the sender.</summary>
public interface INoImplicitSender;
