using System.CommandLine;

namespace Jobs.Host.Commands;

/// <summary>A verb whose help ends with examples.</summary>
/// <param name="summary">What it does; stands in the list of verbs as well.</param>
/// <param name="examples">One on each line, as it is typed.</param>
internal sealed class TaughtCommand(string name, string summary, string examples) : Command(name, summary)
{
    public string Examples { get; } = examples;
}
