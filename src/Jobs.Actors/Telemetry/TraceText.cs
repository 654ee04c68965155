using System.Diagnostics;

namespace Jobs.Telemetry;

/// <summary>What a stored W3C <c>traceparent</c> says. One that can not be read says nothing: it is no reason to refuse or fail a job.</summary>
internal static class TraceText
{
    public static ActivityContext? ContextOf(string? traceParent, string? traceState = null) =>
        ActivityContext.TryParse(traceParent, traceState, isRemote: true, out var context) ? context : null;

    /// <summary>The trace id, 32 hexadecimal digits.</summary>
    public static string? IdOf(string? traceParent) => string.IsNullOrEmpty(traceParent) ? null : ContextOf(traceParent)?.TraceId.ToHexString();

    /// <summary>Of the activity that this code runs in; empty when it runs in none.</summary>
    public static string Current => Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id } ? id : "";
}
