using System.Threading.Channels;

namespace Jobs.Actors.Tests.Workers;

/// <summary>One attempt of a handler that runs until the test ends it.</summary>
internal sealed class HeldRun
{
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HeldRun(JobContext context, CancellationToken token)
    {
        Context = context;
        Token = token;
        token.Register(_cancelled.SetResult);
    }

    public JobContext Context { get; }

    public CancellationToken Token { get; }

    /// <summary>Ends when the attempt's token is cancelled.</summary>
    public Task Cancelled => _cancelled.Task;

    public void Succeed() => _end.SetResult();

    public void Throw(Exception exception) => _end.SetException(exception);

    /// <summary>A handler that stops when its token is cancelled.</summary>
    public static Func<string, JobContext, CancellationToken, Task> Obedient(ChannelWriter<HeldRun> runs) => (_, context, cancel) =>
    {
        var run = new HeldRun(context, cancel);
        runs.TryWrite(run);
        return run._end.Task.WaitAsync(cancel);
    };

    /// <summary>A handler that ignores its token.</summary>
    public static Func<string, JobContext, CancellationToken, Task> Deaf(ChannelWriter<HeldRun> runs) => (_, context, cancel) =>
    {
        var run = new HeldRun(context, cancel);
        runs.TryWrite(run);
        return run._end.Task;
    };
}
