using System.Text.Json;
using Jobs.Hosting;
using Jobs.Messages;

namespace Jobs.Host.Api;

/// <summary>One place of a batch: the job, or why it cannot be one.</summary>
internal sealed record BatchItem(JobId? Id, EnqueueJob? Job, Problem? Refused);

internal sealed record Batch(string Queue, bool Atomic, IReadOnlyList<BatchItem> Items)
{
    public int? FirstRefused
    {
        get
        {
            for (var i = 0; i < Items.Count; i++)
            {
                if (Items[i].Refused is not null)
                    return i;
            }

            return null;
        }
    }
}

/// <summary>Reads a batch. A job that is wrong is refused at its place; what is wrong with the batch itself refuses the batch.</summary>
internal static class BatchReader
{
    private static readonly FieldNames _fields = new(["queue", "jobs", "atomic"]);

    public static Problem? Read(ReadOnlySpan<byte> bytes, ApiContext api, string by, out Batch? batch)
    {
        batch = null;
        var reader = new FieldReader(bytes);
        try
        {
            if (!reader.StartRoot())
                return Problem.Invalid("Expected a JSON object: {\"queue\":\"…\",\"jobs\":[…]}.");
            batch = ReadRoot(ref reader, api, by);
        }
        catch (JsonException malformed)
        {
            return Problem.Malformed(malformed);
        }

        return reader.HasErrors ? Problem.Invalid(reader.TakeErrors()) : null;
    }

    private static Batch ReadRoot(ref FieldReader reader, ApiContext api, string by)
    {
        string? queue = null;
        var atomic = false;
        List<Draft> drafts = [];
        var seen = 0UL;
        while (reader.NextField(_fields, ref seen, out var field))
        {
            var name = _fields[field];
            switch (name)
            {
                case "queue":
                    queue = reader.String(name, JobBounds.QueueNameLengthMax);
                    break;
                case "jobs":
                    drafts = ReadJobs(ref reader, name);
                    break;
                default:
                    atomic = reader.Flag(name) ?? false;
                    break;
            }
        }

        reader.EndRoot();
        if (queue is null && !reader.HasErrorAt("queue"))
            reader.Refuse("queue", "missing");
        if (drafts.Count is 0 or > JobBounds.BatchJobsMax && !reader.HasErrorAt("jobs"))
            reader.Refuse("jobs", $"expected 1 to {JobBounds.BatchJobsMax} jobs, got {drafts.Count}");
        var settings = queue is null ? null : api.Queue(queue);
        return reader.HasErrors ? new Batch("", atomic, []) : new Batch(queue!, atomic, [.. drafts.Select((draft, index) => ToItem(draft, index, queue!, settings, by))]);
    }

    private static List<Draft> ReadJobs(ref FieldReader reader, string field)
    {
        var drafts = new List<Draft>();
        if (!reader.StartArray(field))
            return drafts;

        // What was wrong before this array belongs to the batch, what is wrong within it to its place.
        var before = reader.TakeErrors();
        while (reader.NextElement())
        {
            reader.Prefix = $"{field}[{drafts.Count}].";
            var draft = reader.StartObject("") ? JobReader.Read(ref reader, inBatch: true) : null;
            if (draft is null && !reader.HasErrors)
                reader.Refuse("", "expected an object, got null");
            drafts.Add(new Draft(draft, reader.TakeErrors()));
        }

        reader.Prefix = "";
        foreach (var error in before)
            reader.Refuse(error.Field, error.Message);
        return drafts;
    }

    private static BatchItem ToItem(Draft read, int index, string queue, QueueSettings? settings, string by)
    {
        if (read.Errors.Count > 0 || read.Job is null)
            return new BatchItem(read.Job?.Id, null, Problem.Invalid(read.Errors));
        var reader = new FieldReader(default) { Prefix = $"jobs[{index}]." };
        var job = read.Job.Build(ref reader, queue, settings, by);
        return new BatchItem(job?.Id ?? read.Job.Id, job, job is null ? Problem.Invalid(reader.TakeErrors()) : null);
    }

    private sealed record Draft(JobDraft? Job, IReadOnlyList<FieldError> Errors);
}
