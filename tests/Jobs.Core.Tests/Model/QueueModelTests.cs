using System.Reflection;
using Jobs.Messages;
using Xunit.Abstractions;

namespace Jobs.Core.Tests.Model;

public sealed class QueueModelTests(ITestOutputHelper output)
{
    private const int SequencesPerRound = 80;

    // Some steps are rare: rounds go on until each has happened, and so many without one of them mean that it can not happen.
    private const int RoundsMax = 10;

    [Fact]
    public void Whatever_happens_a_queue_does_what_its_naive_model_does_and_recovers_to_the_state_before()
    {
        var seen = new HashSet<string>();
        var happened = new LifeDiagram();
        var drawn = LifeDiagram.Drawn(File.ReadAllText("docs/lifecycle.md")).Arrows;
        var events = typeof(QueueEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(QueueEvent))).Select(type => type.Name);
        var refusals = (string[])[Refusal.Codes.IdConflict, Refusal.Codes.InvalidState, Refusal.Codes.LeaseLost, Refusal.Codes.QueueDraining, "nothing"];
        IEnumerable<string> Missing() => events.Concat(refusals).Except(seen).Concat(drawn.Except(happened.Arrows));

        for (var round = 0; round == 0 || (round < RoundsMax && Missing().Any()); round++)
            Sequences.Hold(output, QueueStep.Any, SequencesPerRound, steps: 120, steps => QueueRun.Run(steps, seen, happened));

        Assert.Empty(Missing()); // a sequence that never gets anywhere proves nothing
        Assert.Empty(happened.Arrows.Except(drawn));
    }

    [Fact]
    public void The_dump_shows_every_property_of_a_job() => Assert.Equal(
        typeof(Job).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.Name).Order(),
        StateDump.JobProperties.Concat(StateDump.JobPropertiesNotShown).Order());
}
