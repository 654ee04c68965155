namespace Akka.Configuration.Hocon;

public class HoconRoot
{
    public HoconRoot(HoconValue value) => Value = value ?? throw new ArgumentNullException(nameof(value), "The root value cannot be null.");

    public HoconValue Value { get; }
}
