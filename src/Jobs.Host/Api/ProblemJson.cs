using System.Text.Json;

namespace Jobs.Host.Api;

internal static class ProblemJson
{
    public static void Write(Utf8JsonWriter json, Problem problem)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, problem.Type);
        json.WriteString("title"u8, problem.Title);
        json.WriteNumber("status"u8, problem.Status);
        json.WriteString("detail"u8, problem.Detail);
        if (problem.Ids is { Count: > 0 } ids)
            WriteIds(json, ids);
        if (problem.Errors is { Count: > 0 } errors)
            WriteErrors(json, errors);
        json.WriteEndObject();
    }

    /// <summary>One is <c>id</c>, several are <c>ids</c> in the order asked.</summary>
    private static void WriteIds(Utf8JsonWriter json, IReadOnlyList<JobId> ids)
    {
        if (ids.Count == 1)
        {
            json.WriteString("id"u8, ids[0].ToString());
            return;
        }

        json.WriteStartArray("ids"u8);
        foreach (var id in ids)
            json.WriteStringValue(id.ToString());
        json.WriteEndArray();
    }

    private static void WriteErrors(Utf8JsonWriter json, IReadOnlyList<FieldError> errors)
    {
        json.WriteStartObject("errors"u8);
        foreach (var field in errors.GroupBy(error => error.Field))
        {
            json.WriteStartArray(field.Key);
            foreach (var error in field)
                json.WriteStringValue(error.Message);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
