namespace Jobs.Index;

/// <summary>Jobs of one status, those that were changed last first.</summary>
/// <param name="ChangeBelow">Only those whose last change has a smaller number.</param>
/// <param name="RowsMax">How many rows are read at most.</param>
/// <param name="Columns">What somebody looks at, beside key, id and change: a row has thirty columns, and reading them took four fifths of the time of a search for one.</param>
internal sealed record RowsAsked(string Queue, int Partition, JobStatus Status, long ChangeBelow, int RowsMax, IReadOnlyList<string> Columns);
