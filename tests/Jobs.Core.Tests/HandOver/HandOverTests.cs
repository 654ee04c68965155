using Jobs.Core.Tests.Model;
using Xunit.Abstractions;

namespace Jobs.Core.Tests.HandOver;

public sealed class HandOverTests(ITestOutputHelper output)
{
    [Fact]
    public void Whatever_is_lost_doubled_or_late_between_a_queue_and_its_dead_letters_nothing_is_lost_or_doubled_and_all_drains_when_it_stops() =>
        Sequences.Hold(output, HandOverStep.Any, sequences: 100, steps: 150, HandOverRun.Run);
}
