using System.Text;

namespace Akka.Configuration.Hocon;

/// <summary>Fills in substitutions once the whole file is known.</summary>
internal sealed class HoconResolver
{
    private readonly HoconObject _root;
    private readonly HashSet<string> _inProgress = new(StringComparer.Ordinal);

    private HoconResolver(HoconObject root) => _root = root;

    public static HoconValue Resolve(HoconObject root) => HoconValue.OfObject(new HoconResolver(root).ResolveObject(root));

    /// <summary>One value from the parts that stand side by side: objects are merged, lists are joined, texts are concatenated.</summary>
    public static HoconValue Join(IReadOnlyList<HoconPart> parts, HoconValue? previous, HoconPosition position)
    {
        var trees = parts.OfType<HoconTree>().Select(part => part.Value).ToList();
        if (trees.Count == 0)
            return HoconValue.OfText(JoinText(parts.Cast<HoconText>().ToList()));
        if (parts.Any(part => part is HoconText { IsUnquoted: false } || part is HoconText text && !string.IsNullOrWhiteSpace(text.Text)))
            throw position.Error("text cannot stand beside an object or a list");
        if (trees.TrueForAll(tree => tree.IsObject()))
            return HoconValue.OfObject(trees.Select(tree => tree.GetObject()!).Aggregate(previous?.GetObject() ?? new HoconObject(), HoconObject.Merge));
        return trees.TrueForAll(tree => !tree.IsObject())
            ? HoconValue.OfArray([.. trees.SelectMany(tree => tree.GetArray())])
            : throw position.Error("an object cannot stand beside a list");
    }

    private static string? JoinText(List<HoconText> parts)
    {
        if (parts is [{ IsUnquoted: true } only])
            return only.Text.Trim() is "null" ? null : only.Text.Trim();

        var text = new StringBuilder();
        for (var i = 0; i < parts.Count; i++)
        {
            var (content, isUnquoted) = parts[i];
            if (isUnquoted && i == 0)
                content = content.TrimStart();
            if (isUnquoted && i == parts.Count - 1)
                content = content.TrimEnd();
            text.Append(content);
        }

        return text.ToString();
    }

    private HoconObject ResolveObject(HoconObject unresolved)
    {
        var resolved = new HoconObject();
        foreach (var (key, value) in unresolved.Items)
        {
            if (ResolveValue(value) is { } content)
                resolved.Items[key] = content;
        }

        return resolved;
    }

    /// <summary>Null when nothing is left: only absent optional substitutions.</summary>
    private HoconValue? ResolveValue(HoconValue value)
    {
        if (value.Unresolved is { } concatenation)
            return ResolveConcatenation(concatenation);
        if (value.GetObject() is { } tree)
            return HoconValue.OfObject(ResolveObject(tree));
        return value.IsArray() ? HoconValue.OfArray([.. value.GetArray().Select(ResolveValue).OfType<HoconValue>()]) : value;
    }

    private HoconValue? ResolveConcatenation(HoconConcatenation concatenation)
    {
        var position = concatenation.Parts.OfType<HoconSubstitutionPart>().FirstOrDefault()?.Position ?? new HoconPosition(1, 1);
        var previous = concatenation.Previous is null ? null : ResolveValue(concatenation.Previous);
        var parts = new List<HoconPart>();
        foreach (var part in concatenation.Parts)
        {
            var resolved = part switch
            {
                HoconSubstitutionPart substitution => Lookup(substitution),
                HoconTree tree => ResolveValue(tree.Value),
                _ => null,
            };
            if (resolved is not null)
                parts.Add(resolved.IsString() ? new HoconText(resolved.GetString() ?? "null", resolved.GetString() is null) : new HoconTree(resolved));
            else if (part is HoconText)
                parts.Add(part);
        }

        return parts.Count == 0 ? previous : Join(parts, previous, position);
    }

    private HoconValue? Lookup(HoconSubstitutionPart substitution)
    {
        if (!_inProgress.Add(substitution.Path))
            throw substitution.Position.Error($"${{{substitution.Path}}} depends on itself");

        HoconValue? found = HoconValue.OfObject(_root);
        foreach (var key in HoconPath.Split(substitution.Path))
            found = (found?.Unresolved is null ? found : ResolveValue(found))?.GetChildObject(key);

        var resolved = found is null ? null : ResolveValue(found);
        _inProgress.Remove(substitution.Path);
        return resolved is null && !substitution.IsOptional
            ? throw substitution.Position.Error($"${{{substitution.Path}}} is not set in this file")
            : resolved;
    }
}
