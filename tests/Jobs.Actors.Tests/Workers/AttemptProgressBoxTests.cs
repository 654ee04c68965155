using System.Text;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using Jobs.Workers;

namespace Jobs.Actors.Tests.Workers;

public sealed class AttemptProgressBoxTests : TestKit
{
    private readonly TestProbe _worker;
    private readonly AttemptProgressBox _box;

    public AttemptProgressBoxTests()
        : base("akka.loglevel = OFF")
    {
        _worker = CreateTestProbe();
        _box = new AttemptProgressBox(new AttemptKey(JobId.Parse("a"), 1), _worker.Ref);
    }

    [Fact]
    public async Task A_tight_loop_tells_the_worker_once_and_leaves_the_newest()
    {
        for (var i = 1; i <= 100; i++)
            _box.Put(i, null);

        await ToldOnceAsync();
        Assert.Equal(100, _box.Take()!.Percent);
        Assert.Null(_box.Take());
    }

    [Fact]
    public async Task A_worker_that_has_left_is_told_again()
    {
        _box.Put(1, null);
        _box.Take();
        Assert.Null(_box.TakeAndLeave());
        await ToldOnceAsync();

        _box.Put(2, null);

        await ToldOnceAsync();
    }

    [Fact]
    public void What_comes_between_the_last_look_and_leaving_is_not_lost()
    {
        _box.Put(1, null);
        _box.Take();
        _box.Put(2, null);

        Assert.Equal(2, _box.TakeAndLeave()!.Percent);
    }

    [Fact]
    public async Task After_the_end_the_worker_is_not_told_even_if_it_leaves_later()
    {
        _box.Put(1, null);
        await ToldOnceAsync();
        Assert.Equal(1, _box.Close()!.Percent);
        _box.TakeAndLeave();

        _box.Put(2, null);

        await ToldNoMoreAsync();
    }

    [Fact]
    public async Task Whatever_threads_do_the_last_progress_arrives()
    {
        const int last = 20_000;
        var writing = Task.Run(() =>
        {
            for (var i = 1; i <= last; i++)
                _box.Put(i * 100.0 / last, null);
        });

        var shown = 0.0;
        while (shown < 100)
        {
            await _worker.ExpectMsgAsync<AttemptProgressBox>(TimeSpan.FromSeconds(10));
            do
            {
                while (_box.Take() is { } progress)
                    shown = progress.Percent;
                if (_box.TakeAndLeave() is not { } late)
                    break;
                shown = late.Percent;
            }
            while (true);
        }

        await writing;
        Assert.Equal(100, shown);
    }

    [Fact]
    public void A_message_is_cleaned_and_bounded()
    {
        _box.Put(1, "a\0" + new string('b', 10_000));

        var message = _box.Take()!.Message!;
        Assert.StartsWith("a\uFFFDbb", message, StringComparison.Ordinal);
        Assert.Equal(AttemptProgressBox.MessageBytesMax, Encoding.UTF8.GetByteCount(message));
    }

    private async Task ToldOnceAsync()
    {
        await _worker.ExpectMsgAsync<AttemptProgressBox>(TimeSpan.FromSeconds(10));
        await ToldNoMoreAsync();
    }

    // A message of the test's own comes right behind what was told before.
    private async Task ToldNoMoreAsync()
    {
        _worker.Ref.Tell("nothing more", Akka.Actor.ActorRefs.NoSender);
        await _worker.ExpectMsgAsync("nothing more", TimeSpan.FromSeconds(10));
    }
}
