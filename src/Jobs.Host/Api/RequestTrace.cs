using System.Diagnostics;
using Jobs.Telemetry;

namespace Jobs.Host.Api;

/// <summary>The trace that a request belongs to, by its headers.</summary>
internal static class RequestTrace
{
    /// <summary>A trace that cannot be kept is no reason to refuse the job.</summary>
    public static string ParentOf(HttpRequest request) =>
        request.Headers.TraceParent is { Count: 1 } trace && JobBounds.IsPrintable(trace[0], JobBounds.TraceParentLengthMax) ? trace[0]! : "";

    public static Activity? StartEnqueue(HttpRequest request, string queue) => JobActivities.StartEnqueue(queue, ParentOf(request), request.Headers.TraceState);
}
