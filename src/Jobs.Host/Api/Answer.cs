using System.Text.Json;
using Jobs.Messages;

namespace Jobs.Host.Api;

/// <summary>What a route answers: a status and a JSON body, a problem, or a file.</summary>
internal sealed class Answer
{
    private Answer(int status, Action<Utf8JsonWriter>? body, Problem? problem, string? location = null, AnswerFile? file = null)
    {
        Status = status;
        Body = body;
        Problem = problem;
        Location = location;
        Document = file;
    }

    public int Status { get; }

    public Action<Utf8JsonWriter>? Body { get; }

    public Problem? Problem { get; }

    public string? Location { get; }

    public AnswerFile? Document { get; }

    public static Answer NoContent { get; } = new(StatusCodes.Status204NoContent, null, null);

    public static Answer Json(int status, Action<Utf8JsonWriter> body, string? location = null) => new(status, body, null, location);

    public static Answer Ok(Action<Utf8JsonWriter> body) => new(StatusCodes.Status200OK, body, null);

    public static Answer File(int status, AnswerFile file) => new(status, null, null, file: file);

    public static implicit operator Answer(Problem problem) => new(problem.Status, null, problem);

    /// <summary>What every refused request answers, whatever was asked.</summary>
    public static Answer Refused(object reply) => reply switch
    {
        RequestRefused refused => Problem.From(refused.Refusal),
        _ => throw new InvalidOperationException($"The queues answered with an unexpected {reply.GetType().Name}."),
    };
}
