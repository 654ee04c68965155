namespace Jobs.Core;

/// <summary>Somebody wants a running job to end. Its attempt is told to stop; however that ends but in success, the job is cancelled.</summary>
internal sealed record CancelRequest(Cause Cause, DateTimeOffset At);
