using System.Reflection;
using System.Text;
using Jobs.Workers;

namespace Jobs.Actors.Tests.Workers;

public sealed class JobErrorsTests
{
    [Fact]
    public void An_error_has_the_type_the_message_and_the_stack_of_its_exception()
    {
        var error = JobErrors.Of(Thrown(new InvalidOperationException("No such customer.")));

        Assert.Equal("System.InvalidOperationException", error.Type);
        Assert.Equal("No such customer.", error.Message);
        Assert.Contains(nameof(Thrown), error.Stack, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_that_was_never_thrown_has_no_stack() => Assert.Null(JobErrors.Of(new InvalidOperationException("x")).Stack);

    [Fact]
    public void Causes_are_appended_to_the_message_and_to_the_stack()
    {
        var error = JobErrors.Of(Thrown(new InvalidOperationException("Not sent.", Thrown(new TimeoutException("No answer.")))));

        Assert.Equal("Not sent. ---> System.TimeoutException: No answer.", error.Message);
        Assert.Contains("--- System.TimeoutException ---", error.Stack, StringComparison.Ordinal);
    }

    [Fact]
    public void An_aggregate_of_one_is_that_one()
    {
        var error = JobErrors.Of(new AggregateException(new AggregateException(new TimeoutException("No answer."))));

        Assert.Equal(new JobError("System.TimeoutException", "No answer."), error);
    }

    [Fact]
    public void An_aggregate_of_several_names_each()
    {
        var error = JobErrors.Of(new AggregateException(new TimeoutException("a"), new FormatException("b")));

        Assert.Equal("2 errors occurred. ---> System.TimeoutException: a ---> System.FormatException: b", error.Message);
    }

    [Fact]
    public void A_circular_chain_of_causes_ends()
    {
        var cause = new FormatException("cause");
        var exception = new InvalidOperationException("outer", cause);
        typeof(Exception).GetField("_innerException", BindingFlags.NonPublic | BindingFlags.Instance)!.SetValue(cause, exception);

        Assert.Equal("outer ---> System.FormatException: cause", JobErrors.Of(exception).Message);
    }

    [Fact]
    public void A_chain_is_followed_only_so_far()
    {
        var exception = Enumerable.Range(0, 10_000).Aggregate(new InvalidOperationException("0"), (cause, i) => new InvalidOperationException("x", cause));

        Assert.Equal(JobErrors.CausesMax, JobErrors.Of(exception).Message.Split("--->").Length);
    }

    [Fact]
    public void An_exception_whose_message_and_stack_throw_is_still_an_error()
    {
        var error = JobErrors.Of(new HostileException());

        Assert.EndsWith("HostileException", error.Type, StringComparison.Ordinal);
        Assert.Equal("(this exception's text can not be read)", error.Message);
    }

    [Fact]
    public void Whatever_the_getters_throw_is_not_looked_at_twice()
    {
        var error = JobErrors.Of(new InvalidOperationException("outer", new HostileException(new HostileException())));

        Assert.StartsWith("outer ---> ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("(this exception's text can not be read)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Characters_that_can_not_be_stored_are_replaced_in_message_and_stack()
    {
        var error = JobErrors.Of(new OddException("a\0b\uD800c", "at\0 x\uDC00"));

        Assert.Equal(("a\uFFFDb\uFFFDc", "at\uFFFD x\uFFFD"), (error.Message, error.Stack));
    }

    [Fact]
    public void An_aggregate_of_thousands_says_how_many_and_names_the_first()
    {
        var error = JobErrors.Of(new AggregateException(Enumerable.Range(0, 50_000).Select(i => new FormatException($"no {i}"))));

        Assert.StartsWith("50000 errors occurred. ---> System.FormatException: no 0 ---> ", error.Message, StringComparison.Ordinal);
        Assert.Equal(JobErrors.CausesMax, error.Message.Split("--->").Length);
    }

    [Fact]
    public void Aggregates_within_aggregates_end()
    {
        Exception exception = new FormatException("deep");
        for (var depth = 0; depth < 10_000; depth++)
            exception = new AggregateException(exception, exception);

        Assert.StartsWith("2 errors occurred.", JobErrors.Of(exception).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_name_of_any_length_is_cut()
    {
        var exception = (Exception)Activator.CreateInstance(Enumerable.Range(0, 12).Aggregate(typeof(WideException<int, int>), (type, _) => typeof(WideException<,>).MakeGenericType(type, type)))!;

        Assert.InRange(Encoding.UTF8.GetByteCount(JobErrors.Of(exception).Type), JobError.TypeBytesMax - 4, JobError.TypeBytesMax);
    }

    [Fact]
    public void A_message_that_is_null_is_empty() => Assert.Equal("", JobErrors.Of(new SilentException()).Message);

    [Fact]
    public void Message_and_stack_are_cut_at_their_bounds()
    {
        var error = JobErrors.Of(new LongException(1_000_000));

        Assert.InRange(Encoding.UTF8.GetByteCount(error.Message), JobError.MessageBytesMax - 4, JobError.MessageBytesMax);
        Assert.InRange(Encoding.UTF8.GetByteCount(error.Stack!), JobError.StackBytesMax - 4, JobError.StackBytesMax);
        Assert.EndsWith("(cut)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_timeout_names_the_limit_in_milliseconds() =>
        Assert.Equal(new JobError("timeout", "The attempt was stopped after 30000 ms, its limit."), JobErrors.Timeout(TimeSpan.FromSeconds(30)));

    private static TException Thrown<TException>(TException exception)
        where TException : Exception
    {
        try
        {
            throw exception;
        }
        catch (TException thrown)
        {
            return thrown;
        }
    }

    private sealed class WideException<TOne, TTwo> : Exception
    {
        public override string Message => $"{typeof(TOne).Name} {typeof(TTwo).Name}"[..1];
    }

    private sealed class OddException(string message, string stack) : Exception(message)
    {
        public override string StackTrace => stack;
    }

    private sealed class HostileException(Exception? cause = null) : Exception(null, cause)
    {
        public override string ToString() => throw new InvalidOperationException("no text");

        public override string Message => throw new InvalidOperationException("no message");

        public override string StackTrace => throw new InvalidOperationException("no stack");
    }

    private sealed class SilentException : Exception
    {
        public override string Message => null!;
    }

    private sealed class LongException(int length) : Exception
    {
        public override string Message { get; } = new('ü', length);

        public override string StackTrace { get; } = new('€', length);
    }
}
