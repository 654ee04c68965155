using System.Text.Json;
using Jobs.Host.OpenApi;

namespace Jobs.Host.Tests.OpenApi;

/// <summary>Compares what a shape shows with what came back: the names of fields, all the way down, wherever both have a value.</summary>
internal static class FieldNames
{
    public static void AssertSame(JsonElement shown, JsonElement real, Shape shape, string path)
    {
        if (shape.Any.Contains(path) || real.ValueKind == JsonValueKind.Null || shown.ValueKind == JsonValueKind.Null)
        {
            Assert.True(real.ValueKind != JsonValueKind.Null || shape.Any.Contains(path) || shape.Nullable.Contains(path), $"{shape.Name}.{path} is null and is not said to be nullable.");
            return;
        }

        if (shape.Parts.TryGetValue(path, out var part) && path.Length > 0)
        {
            AssertSame(shown, real, part, "");
            return;
        }

        Assert.True(shown.ValueKind == real.ValueKind || IsFlag(shown) && IsFlag(real), $"{shape.Name}.{path} is shown as {shown.ValueKind} and is {real.ValueKind}.");
        if (shown.ValueKind == JsonValueKind.Array && shown.GetArrayLength() > 0 && real.GetArrayLength() > 0)
            AssertSame(shown[0], real[0], shape, path + "[]");
        if (shown.ValueKind != JsonValueKind.Object || !shown.EnumerateObject().Any())
            return;
        if (!shape.IsExcerpt)
            Assert.Equal(shown.EnumerateObject().Select(field => field.Name), real.EnumerateObject().Select(field => field.Name));
        foreach (var field in real.EnumerateObject().Where(field => shown.TryGetProperty(field.Name, out _)))
            AssertSame(shown.GetProperty(field.Name), field.Value, shape, path.Length == 0 ? field.Name : $"{path}.{field.Name}");
    }

    private static bool IsFlag(JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False;
}
