using Jobs.Messages;

namespace Jobs.Host.Dashboard.Pages;

/// <param name="Here">Of this host; at most a page of them, those that work first.</param>
/// <param name="External">By queue; they claim over HTTP.</param>
/// <param name="HereCount">How many there are of the former.</param>
/// <param name="ExternalCount">And of the latter.</param>
/// <param name="Queue">Only its workers; null: all.</param>
public sealed record WorkersModel(IReadOnlyList<WorkerView> Here, IReadOnlyList<(string Queue, ExternalWorker Worker)> External, int HereCount, int ExternalCount, string? Queue);
