using System.Text;

namespace Jobs.Host.Commands;

/// <summary>Reads a file of jobs, one on each line, in batches of one queue. Blank lines are left out, and counted.</summary>
internal sealed class JobFileReader(TextReader lines, string? queue, string? type)
{
    private const int BatchJobsMax = 500;

    /// <summary>Half of what a request may have, so that no line that fits by itself makes its batch too large.</summary>
    private const int BatchBytesMax = 4 * 1024 * 1024;

    private int _place;
    private JobLine? _next;

    /// <summary>Of the file, so far.</summary>
    public long BytesRead { get; private set; }

    /// <summary>Empty at the end.</summary>
    public async Task<IReadOnlyList<JobLine>> NextAsync(CancellationToken cancel)
    {
        var batch = new List<JobLine>();
        var bytes = 0;
        for (var line = _next ?? await ReadAsync(cancel); line is not null; line = await ReadAsync(cancel))
        {
            _next = null;
            if (batch.Count > 0 && (batch.Count == BatchJobsMax || line.Queue != batch[0].Queue || bytes + line.Json.Length > BatchBytesMax))
            {
                _next = line;
                break;
            }

            batch.Add(line);
            bytes += line.Json.Length;
        }

        return batch;
    }

    private async Task<JobLine?> ReadAsync(CancellationToken cancel)
    {
        while (await lines.ReadLineAsync(cancel) is { } line)
        {
            _place++;
            BytesRead += Encoding.UTF8.GetByteCount(line) + 1;
            if (!string.IsNullOrWhiteSpace(line))
                return JobLine.Parse(line, _place, queue, type);
        }

        return null;
    }
}
