using System.Diagnostics;
using Jobs.Telemetry;
using Jobs.Workers;

namespace Jobs.Actors.Tests.Telemetry;

public sealed class JobActivitiesTests
{
    private const string TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    [Fact]
    public void An_attempt_is_linked_to_the_activity_that_enqueued_its_job()
    {
        using var listening = Listen();

        using var activity = JobActivities.StartAttempt("email", Attempt(TraceParent))!;

        Assert.Equal("process email", activity.OperationName);
        Assert.Equal("0af7651916cd43dd8448eb211c80319c", Assert.Single(activity.Links).Context.TraceId.ToString());
        Assert.Equal("job-1", activity.GetTagItem("messaging.message.id"));
    }

    [Fact]
    public void A_job_whose_sender_said_nothing_is_linked_to_nothing()
    {
        using var listening = Listen();

        using var activity = JobActivities.StartAttempt("email", Attempt(""))!;

        Assert.Empty(activity.Links);
    }

    [Fact]
    public void A_failure_is_the_activitys_status()
    {
        using var listening = Listen();
        using var activity = JobActivities.StartAttempt("email", Attempt(""))!;

        JobActivities.EndAttempt(activity, new Outcome.Failed(JobErrors.WorkerDied()));

        Assert.Equal((ActivityStatusCode.Error, "worker-died", "failed"), (activity.Status, activity.GetTagItem("error.type"), activity.GetTagItem("jobs.outcome")));
    }

    private static JobStart Attempt(string traceParent) =>
        new(new AttemptKey(JobId.Parse("job-1"), 1), 0, "send-mail", JobPayload.Null, 1, 3, TimeSpan.FromSeconds(1), traceParent);

    private static ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == JobActivities.SourceName,
            Sample = (ref _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
