using System.Text.Json;
using System.Text.RegularExpressions;
using Jobs.Events;
using Jobs.Host.Live;

namespace Jobs.Host.Tests.Live;

/// <summary>docs/events.md and the code say the same.</summary>
public sealed partial class EventDocsTests
{
    private static readonly string[] _ofAll = ["event", "queue", "at", "partition", "sequenceNr", "by"];
    private static readonly string[] _ofJobs = ["id", "type", "status", "attempt"];

    [Fact]
    public void The_tables_name_every_event_and_no_other() => Assert.Equal(
        EventNames.Chosen.Where(name => !name.StartsWith("alert.", StringComparison.Ordinal) && !name.StartsWith("operation.", StringComparison.Ordinal))
            .Concat([EventNames.Reset, EventNames.Window, EventNames.End]).Order(),
        Rows().Keys.Where(name => !name.StartsWith("alert.", StringComparison.Ordinal) && !name.StartsWith("operation.", StringComparison.Ordinal)).Order());

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_tables_name_the_fields_of_every_event(string name)
    {
        var kind = Enum.GetValues<FactKind>().Single(kind => kind.Name() == name);
        var isJob = name.StartsWith("job.", StringComparison.Ordinal);
        var fact = new Fact { Kind = kind, At = DateTimeOffset.UnixEpoch, Job = isJob ? JobId.Parse("a") : default, Status = isJob ? JobStatus.Pending : null };

        var written = JsonDocument.Parse(EventJson.Write(HubEvent.Of("email", 0, 7, fact))).RootElement.EnumerateObject().Select(member => member.Name);

        Assert.Equal(_ofAll.Concat(isJob ? _ofJobs : []).Concat(Rows()[name]).Order(), written.Order());
    }

    public static TheoryData<string> Kinds() => [.. Enum.GetValues<FactKind>().Select(kind => kind.Name())];

    private static Dictionary<string, string[]> Rows()
    {
        var rows = new Dictionary<string, string[]>();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "docs", "events.md")))
        {
            if (Row().Match(line) is { Success: true } row)
                rows.Add(row.Groups[1].Value, [.. Word().Matches(row.Groups[2].Value).Select(word => word.Groups[1].Value)]);
        }

        return rows;
    }

    [GeneratedRegex(@"^\| `([a-z]+(?:\.[a-z-]+)?)` \|([^|]*)\|")]
    private static partial Regex Row();

    [GeneratedRegex("`([A-Za-z]+)`")]
    private static partial Regex Word();
}
