using System.Reflection;
using Jobs.Messages;
using Xunit.Abstractions;

namespace Jobs.Core.Tests.Model;

public sealed class QueueModelTests(ITestOutputHelper output)
{
    [Fact]
    public void Whatever_happens_a_queue_does_what_its_naive_model_does_and_recovers_to_the_state_before()
    {
        var seen = new HashSet<string>();
        var happened = new LifeDiagram();
        Sequences.Hold(output, QueueStep.Any, sequences: 80, steps: 120, steps => QueueRun.Run(steps, seen, happened));

        // A sequence that never gets anywhere proves nothing.
        var events = typeof(QueueEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(QueueEvent))).Select(type => type.Name);
        Assert.Empty(events.Concat([Refusal.Codes.IdConflict, Refusal.Codes.InvalidState, Refusal.Codes.LeaseLost, Refusal.Codes.QueueDraining, "nothing"]).Except(seen));
        var drawn = LifeDiagram.Drawn(File.ReadAllText("docs/lifecycle.md")).Arrows;
        Assert.Empty(drawn.Except(happened.Arrows));
        Assert.Empty(happened.Arrows.Except(drawn));
    }

    [Fact]
    public void The_dump_shows_every_property_of_a_job() => Assert.Equal(
        typeof(Job).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.Name).Order(),
        StateDump.JobProperties.Concat(StateDump.JobPropertiesNotShown).Order());
}
