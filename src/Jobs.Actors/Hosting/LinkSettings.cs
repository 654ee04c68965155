namespace Jobs.Hosting;

/// <summary>Where a job's trace and logs are to be seen in the team's own tools: <c>jobs.host.links</c>. Templates with placeholders, which are filled in escaped.</summary>
public sealed record LinkSettings
{
    public const int LengthMax = 2000;

    /// <summary>As in <c>https://traces.example.org/trace/{traceId}</c>; null, the default: there is none.</summary>
    public string? Trace { get; init; }

    /// <summary>As in <c>https://logs.example.org/?q={jobId}</c>; null, the default: there is none.</summary>
    public string? Logs { get; init; }

    internal static IReadOnlyList<string> Placeholders { get; } = ["{traceId}", "{jobId}", "{queue}", "{type}"];

    /// <summary>Null without a template, or for a job of no known trace.</summary>
    public string? TraceOf(JobId job, string queue, string type, string? traceId) => traceId is null ? null : Fill(Trace, job, queue, type, traceId);

    /// <summary>Null without a template, or where it asks for a trace that the job has not.</summary>
    public string? LogsOf(JobId job, string queue, string type, string? traceId) =>
        traceId is null && Logs?.Contains("{traceId}", StringComparison.Ordinal) is true ? null : Fill(Logs, job, queue, type, traceId);

    internal static LinkSettings Read(SettingsSection section)
    {
        var links = new LinkSettings
        {
            Trace = section.Read<string?>("trace", SettingKinds.TraceLink, null),
            Logs = section.Read<string?>("logs", SettingKinds.LogsLink, null),
        };
        section.Close();
        return links;
    }

    private static string? Fill(string? template, JobId job, string queue, string type, string? traceId) => template?
        .Replace("{jobId}", Uri.EscapeDataString(job.ToString()), StringComparison.Ordinal)
        .Replace("{queue}", Uri.EscapeDataString(queue), StringComparison.Ordinal)
        .Replace("{traceId}", traceId, StringComparison.Ordinal)
        .Replace("{type}", Uri.EscapeDataString(type), StringComparison.Ordinal);
}

/// <summary>An address with placeholders for what is known of a job, or the word that there is none.</summary>
/// <param name="needs">It must have one of these, or it would lead to the same place for every job.</param>
internal sealed class LinkKind(params string[] needs) : SettingKind<string?>
{
    private const string None = "none";

    public override string Expected => $"an http or https address of at most {LinkSettings.LengthMax} characters with {string.Join(" or ", needs)}, or {None}";

    public override bool Allows(string? value) => value is null || (value.Length <= LinkSettings.LengthMax && Array.Exists(needs, need => value.Contains(need, StringComparison.Ordinal)) && IsAddress(value));

    public override string Show(string? value) => value is null ? None : $"\"{value}\"";

    public override bool TryParse(string text, out string? value)
    {
        value = text == None ? null : text;
        return true;
    }

    public override string? HintFor(string text) => $"known placeholders: {string.Join(", ", LinkSettings.Placeholders)}";

    private static bool IsAddress(string template)
    {
        var plain = LinkSettings.Placeholders.Aggregate(template, (text, placeholder) => text.Replace(placeholder, "x", StringComparison.Ordinal));
        return !plain.AsSpan().ContainsAny('{', '}') && Uri.TryCreate(plain, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);
    }
}
