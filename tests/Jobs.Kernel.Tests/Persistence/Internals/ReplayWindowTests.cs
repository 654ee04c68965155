using Akka.Persistence;

namespace Jobs.Kernel.Tests.Persistence.Internals;

public sealed class ReplayWindowTests
{
    private const int Half = (int)(ReplayWindow.BytesMax / 2);

    [Fact]
    public async Task There_is_room_until_the_bound_is_passed()
    {
        var window = new ReplayWindow();
        window.Sent(Half);
        window.Sent(Half);

        Assert.True(await window.WaitForRoom());
        window.Sent(1);
        Assert.False(window.WaitForRoom().AsTask().IsCompleted);
    }

    [Fact]
    public async Task Reading_goes_on_when_half_of_it_has_been_applied()
    {
        var window = new ReplayWindow();
        window.Sent(Half);
        window.Sent(Half);
        window.Sent(1);
        var room = window.WaitForRoom().AsTask();

        window.Applied(1);
        Assert.False(room.IsCompleted);
        window.Applied(Half);

        Assert.True(await room);
    }

    [Fact]
    public async Task Nobody_reads_on_for_an_actor_that_has_stopped()
    {
        var window = new ReplayWindow();
        window.Sent(Half * 2 + 1);
        var room = window.WaitForRoom().AsTask();

        window.Close();

        Assert.False(await room);
        Assert.False(await window.WaitForRoom());
    }
}
