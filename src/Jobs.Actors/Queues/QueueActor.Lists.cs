using Akka.Actor;
using Jobs.Core;
using Jobs.Core.Waiting;
using Jobs.Index;
using Jobs.Messages;
using Jobs.Search;

namespace Jobs.Queues;

/// <summary>Jobs for readers: from memory where they are whole there, else from the index, which first catches up with what they may have written.</summary>
internal sealed partial class QueueActor
{
    private void Handle(GetJob get) => Show(get.Id, ViewWithPosition, Sender);

    private void Handle(ListJobs list)
    {
        var now = Now();
        if (_context.Index is null)
            Reply(JobPages.List(_state, _context, View, list, now));
        else if (PageRequest.Read(list, out var request) is { } refused)
            Reply(refused);
        else if (!request.Filter.Allows(_context.Queue))
            Reply(new JobPage([], null));
        else
            List(request, now);
    }

    private void List(PageRequest request, DateTimeOffset now)
    {
        var (context, known, beside) = (_context, WithNumbers(request), BesideIndex(request));
        AskIndex(Query(reads => StoredPages.Read(reads, context, known, beside, now), Sender) with { To = Self, Following = Self });
    }

    private PageRequest WithNumbers(PageRequest request) => request with
    {
        Numbers = (request.Filter.Ids ?? [])
            .Select(id => JobId.TryParse(id, out var parsed) ? _state.Find(parsed) : null).OfType<Job>()
            .ToDictionary(job => job.Id.ToString(), job => job.Sequence, StringComparer.Ordinal),
    };

    // Finished jobs that the history does not keep stand in memory only, for a while.
    private List<Job> BesideIndex(PageRequest request) =>
    [
        .. JobPages.NewestFirst(_state, [.. request.Filter.Statuses.Where(status => status is JobStatus.Completed or JobStatus.Cancelled)])
            .Where(job => job.Change < request.Before && !QueueState.Keeps(job, _context.Policy.Settings.History))
            .Select(job => job.Clone()),
    ];

    private void Handle(StoredPage page) => Reply(new JobPage([.. page.Items.Select(UpToDate)], page.NextCursor) { Places = [.. page.Items.Select(item => item.Change)] });

    /// <summary>With what is known of a job in memory only, unless it has changed since it was stored.</summary>
    private JobView UpToDate(StoredView stored) => _state.Find(stored.View.Id) is { } job && job.Change == stored.Change
        ? stored.View with { Progress = job.Progress, Waiting = job.Status.IsWaiting() ? WhyWaiting.Of(_state, job, Situation, position: null, Now()) : null }
        : stored.View;

    /// <summary>Answers the asker with the job, wherever it is.</summary>
    private void Show(JobId id, Func<Job, JobView> view, IActorRef asker)
    {
        if (_state.Find(id) is { } job)
            Show(job, view(job), found => new JobFound(found), asker);
        else if (_context.Index is null)
            Send(asker, NotFound(id));
        else
            AskIndex(Query(reads => StoredPages.FindEnded(reads, _context, id) ?? (object)NotFound(id), asker) with { Following = Self });
    }

    /// <summary>Sends a picture of the job, completed by its payload if that is elsewhere.</summary>
    private void Show(Job job, JobView view, Func<JobView, object> answer, IActorRef asker)
    {
        var whole = answer(view);
        if (!job.IsPayloadElsewhere)
        {
            Send(asker, whole);
            return;
        }

        var sequence = job.Sequence;
        var query = Query(reads => StoredPages.WithPayload(reads, _context, view, sequence) is { } completed ? answer(completed) : NotFound(view.Id), asker);
        AskIndex(query with { IfStopped = new Effect(asker, whole).IfUnknown() ?? query.IfStopped });
    }

    private IndexQuery Query(Func<IIndexReads, object> read, IActorRef asker) => new(_context.Index!, _context.Queue, read, asker, asker, Following: null);

    /// <summary>Has the index answer, once what this queue has decided so far is durable.</summary>
    private void AskIndex(IndexQuery query) => Send(Context.ActorOf(Akka.Actor.Props.Create(() => new IndexQuestion(query))), IndexQuestion.Ask.Instance);
}
