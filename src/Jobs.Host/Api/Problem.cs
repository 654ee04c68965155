using System.Text.Json;
using Jobs.Messages;

namespace Jobs.Host.Api;

/// <summary>One field that is wrong, in its wire name or path, and what it should be.</summary>
internal readonly record struct FieldError(string Field, string Message);

/// <summary>An RFC 9457 problem. <paramref name="Type"/> is a fixed word that programs may test; <paramref name="Detail"/> says what is wrong and what would help.</summary>
/// <param name="Ids">The jobs whose outcome is unknown, for the sender to repeat.</param>
internal sealed record Problem(
    string Type,
    string Detail,
    IReadOnlyList<FieldError>? Errors = null,
    TimeSpan? RetryAfter = null,
    IReadOnlyList<JobId>? Ids = null,
    string? Allow = null)
{
    public int Status => ProblemTypes.StatusOf(Type);

    public string Title => ProblemTypes.TitleOf(Type);

    public static Problem Invalid(string detail) => new(Refusal.Codes.InvalidRequest, detail);

    public static Problem Invalid(IReadOnlyList<FieldError> errors) =>
        new(Refusal.Codes.InvalidRequest, $"{errors[0].Field}: {errors[0].Message}", errors);

    public static Problem Malformed(JsonException fault) => Invalid($"The body is not JSON: {fault.Message}");

    public static Problem From(Refusal refusal, JobId? id = null) =>
        new(refusal.Code, refusal.Detail, refusal.Field is { } field ? [new FieldError(field, refusal.Detail)] : null, refusal.RetryAfter, id is { } one ? [one] : null);

    public static Problem OutcomeUnknown(IReadOnlyList<JobId> ids) => new(
        Refusal.Codes.OutcomeUnknown,
        $"No answer came in time, so {(ids.Count == 1 ? $"job {ids[0]}" : "any of these jobs")} may or may not be stored. Repeat the request with the same ids: the same id gives the same job.",
        RetryAfter: ProblemTypes.RetryAfterDefault,
        Ids: ids);
}
