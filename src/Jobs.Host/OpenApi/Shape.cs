namespace Jobs.Host.OpenApi;

/// <summary>What a body looks like: an example, and what the example alone does not say.</summary>
/// <param name="Name">In the document's components.</param>
/// <param name="Example">JSON, with a value for every field that can have one.</param>
internal sealed record Shape(string Name, string Example)
{
    /// <summary>Fields that exclude those of the example, as a JSON object.</summary>
    public string Besides { get; init; } = "{}";

    /// <summary>Paths of fields that may be null, such as <c>lastError.stack</c>.</summary>
    public IReadOnlyList<string> Nullable { get; init; } = [];

    /// <summary>Paths of fields that hold any JSON value.</summary>
    public IReadOnlyList<string> Any { get; init; } = [];

    /// <summary>Of a request: fields that must be there. Answers always have all of theirs; null: those of an answer.</summary>
    public IReadOnlyList<string>? Required { get; init; }

    /// <summary>Paths of fields that are one of a few words.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Words { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Paths of values that have a shape of their own.</summary>
    public IReadOnlyDictionary<string, Shape> Parts { get; init; } = new Dictionary<string, Shape>();

    /// <summary>The example shows some of the fields only.</summary>
    public bool IsExcerpt { get; init; }

    /// <summary>This shape and all that it has parts of.</summary>
    public IEnumerable<Shape> WithParts() => Parts.Values.SelectMany(part => part.WithParts()).Prepend(this);
}
