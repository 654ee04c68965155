namespace Akka.Configuration.Hocon;

/// <summary>Reads HOCON text into a tree; substitutions are filled in afterwards by <see cref="HoconResolver"/>.</summary>
internal sealed class HoconParser
{
    /// <summary>Objects and lists inside each other; deeper text is refused before it exhausts the stack.</summary>
    private const int DepthMax = 100;

    private readonly HoconReader _reader;
    private int _depth;

    private HoconParser(string text) => _reader = new HoconReader(text);

    public static HoconRoot Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new HoconRoot(HoconResolver.Resolve(new HoconParser(text).ReadRoot()));
    }

    private HoconObject ReadRoot()
    {
        var root = new HoconObject();
        _reader.SkipLines();
        if (_reader.Current == '{')
            root = ReadBraces();
        else
            ReadFields(root, isRoot: true);

        _reader.SkipLines();
        return _reader.IsAtEnd ? root : throw _reader.Position.Error($"unexpected '{_reader.Current}' after the end");
    }

    private HoconObject ReadBraces()
    {
        var opening = _reader.Position;
        Descend(opening);
        _reader.Next();
        var content = new HoconObject();
        ReadFields(content, isRoot: false);
        if (_reader.IsAtEnd)
            throw opening.Error("this { has no }");
        _reader.Next();
        _depth--;
        return content;
    }

    private void ReadFields(HoconObject target, bool isRoot)
    {
        _reader.SkipLines();
        while (!_reader.IsAtEnd && (isRoot || _reader.Current != '}'))
        {
            ReadField(target);
            SkipSeparator('}');
        }
    }

    private void ReadField(HoconObject target)
    {
        var position = _reader.Position;
        var path = ReadKey(position);
        foreach (var key in path.SkipLast(1))
            target = Child(target, key);

        var name = path[^1];
        _reader.SkipLines();
        if (_reader.Current is '=' or ':')
        {
            _reader.Next();
            _reader.ReadBlanks();
            _reader.SkipLines();
        }
        else if (_reader.Current != '{')
        {
            throw _reader.Position.Error($"expected =, : or {{ after the key '{name}'");
        }

        target.Items[name] = ReadValue(target.GetKey(name));
    }

    private List<string> ReadKey(HoconPosition position)
    {
        var path = new List<string>();
        do
        {
            if (path.Count > 0)
                _reader.Next();
            var key = _reader.Current == '"' ? _reader.ReadQuoted() : _reader.ReadUnquoted(".+").Trim();
            if (key.Length == 0)
                throw _reader.Position.Error(_reader.IsAtEnd ? "expected a key, got the end" : $"expected a key, got '{_reader.Current}'");
            path.Add(key);
            _reader.ReadBlanks();
        }
        while (_reader.Current == '.');

        if (_reader.StartsWith("+="))
            throw _reader.Position.Error("+= is not supported; write the whole list");
        if (path is [var only] && only.StartsWith("include ", StringComparison.Ordinal) || (path is ["include"] && _reader.Current == '"'))
            throw position.Error("include is not supported; merge files with WithFallback");
        return path;
    }

    private static HoconObject Child(HoconObject parent, string key)
    {
        if (parent.GetKey(key)?.GetObject() is { } existing)
            return existing;
        var child = new HoconObject();
        parent.Items[key] = HoconValue.OfObject(child);
        return child;
    }

    private HoconValue ReadValue(HoconValue? previous)
    {
        var position = _reader.Position;
        var parts = new List<HoconPart>();
        while (true)
        {
            var blanks = _reader.ReadBlanks();
            var part = ReadPart();
            if (part is null)
                break;
            if (blanks.Length > 0 && parts.Count > 0)
                parts.Add(new HoconText(blanks, IsUnquoted: true));
            parts.Add(part);
        }

        if (parts.Count == 0)
            throw position.Error(_reader.IsAtEnd ? "expected a value, got the end" : $"expected a value, got '{_reader.Current}'");
        return parts.Any(part => part is HoconSubstitutionPart) || parts is [HoconTree { Value: var tree }] && previous?.Unresolved is not null && tree.IsObject()
            ? HoconValue.OfUnresolved(new HoconConcatenation(parts, previous))
            : HoconResolver.Join(parts, previous, position);
    }

    private HoconPart? ReadPart() => _reader.Current switch
    {
        '{' => new HoconTree(HoconValue.OfObject(ReadBraces())),
        '[' => new HoconTree(HoconValue.OfArray(ReadList())),
        '"' => new HoconText(_reader.ReadQuoted(), IsUnquoted: false),
        '$' => ReadSubstitution(),
        _ => _reader.IsAtUnquoted() ? new HoconText(_reader.ReadUnquoted(), IsUnquoted: true) : null,
    };

    private List<HoconValue> ReadList()
    {
        var opening = _reader.Position;
        Descend(opening);
        _reader.Next();
        _reader.SkipLines();
        var items = new List<HoconValue>();
        while (_reader.Current != ']')
        {
            if (_reader.IsAtEnd)
                throw opening.Error("this [ has no ]");
            items.Add(ReadValue(previous: null));
            SkipSeparator(']');
        }

        _reader.Next();
        _depth--;
        return items;
    }

    private HoconSubstitutionPart ReadSubstitution()
    {
        var position = _reader.Position;
        if (!_reader.StartsWith("${"))
            throw position.Error("expected ${path}; a text with a $ needs quotes");
        var isOptional = _reader.StartsWith("${?");
        _reader.Skip(isOptional ? 3 : 2);
        var path = _reader.ReadUnquoted().Trim();
        if (path.Length == 0 || _reader.Current != '}')
            throw position.Error("expected ${path}");
        _reader.Next();
        return new HoconSubstitutionPart(path, isOptional, position);
    }

    /// <summary>Fields and items end at a comma, at a line end, or where their object or list closes.</summary>
    private void SkipSeparator(char closing)
    {
        var separated = _reader.SkipLines();
        if (_reader.Current == ',')
        {
            _reader.Next();
            _reader.SkipLines();
        }
        else if (!separated && !_reader.IsAtEnd && _reader.Current != closing)
        {
            throw _reader.Position.Error($"expected a new line, a comma or '{closing}', got '{_reader.Current}'");
        }
    }

    private void Descend(HoconPosition position)
    {
        if (++_depth > DepthMax)
            throw position.Error($"more than {DepthMax} levels inside each other");
    }
}
