using Jobs.Messages;

namespace Jobs.Host.Dashboard.JobLife;

/// <summary>How a job came to where it is: which ways between the states it has gone, and how often, as far as its history tells.</summary>
public sealed class JobWay
{
    private readonly Dictionary<(JobStatus From, JobStatus To), int> _times = [];

    private JobWay(JobStatus now) => Now = now;

    public JobStatus Now { get; }

    public IReadOnlyDictionary<(JobStatus From, JobStatus To), int> Times => _times;

    public static JobWay Of(JobView job)
    {
        var way = new JobWay(job.Status);
        var at = First(job);
        for (var i = 0; i < job.History.Count; i++)
        {
            // Which state an interruption leads to is not in its words; what came next tells.
            var next = job.History[i].Event switch
            {
                "interrupted" => i + 1 < job.History.Count ? (job.History[i + 1].Event == "due" ? JobStatus.Failed : JobStatus.Pending) : job.Status,
                var @event => JobSteps.Outcome(@event),
            };
            if (next is not { } to || to == at)
                continue;
            way.Go(at, to);
            at = to;
        }

        return way;
    }

    public int TimesOf(JobStatus from, JobStatus to) => _times.GetValueOrDefault((from, to));

    public bool Passed(JobStatus status) => _times.Keys.Any(way => way.From == status || way.To == status);

    /// <summary>The same as a sentence.</summary>
    public string Words => $"The job is {Shown.State(Now)}."
        + (_times.Count == 0 ? "" : $" It went {string.Join(", ", _times.Select(way => $"from {Shown.State(way.Key.From)} to {Shown.State(way.Key.To)}{(way.Value > 1 ? $" {way.Value} times" : "")}"))}.");

    // A history that begins in the middle of a life, because it is long, begins after an unknown state.
    private static JobStatus First(JobView job) => job.History.Count switch
    {
        0 => job.Status,
        1 => job.Status.IsWaiting() ? job.Status : JobStatus.Pending,
        _ => job.History[1].Event == "due" ? JobStatus.Scheduled : JobStatus.Pending,
    };

    // A scheduled or failed job that starts has been due in between, whether its history says so or not.
    private void Go(JobStatus from, JobStatus to)
    {
        if (to == JobStatus.Processing && from != JobStatus.Pending)
        {
            Count(from, JobStatus.Pending);
            from = JobStatus.Pending;
        }

        Count(from, to);
    }

    private void Count(JobStatus from, JobStatus to) => _times[(from, to)] = TimesOf(from, to) + 1;
}
