using System.Globalization;
using System.Text;

namespace Akka.Configuration.Hocon;

/// <summary>Characters of a HOCON text, with their place: blanks, comments, and the three kinds of text.</summary>
internal sealed class HoconReader(string text)
{
    /// <summary>These end an unquoted text.</summary>
    private const string Reserved = "$\"{}[]:=,#`^?!@*&\\\r\n";

    private const string TripleQuote = "\"\"\"";
    private int _offset;
    private int _line = 1;
    private int _lineStart;

    public HoconPosition Position => new(_line, _offset - _lineStart + 1);

    public bool IsAtEnd => _offset >= text.Length;

    public char Current => IsAtEnd ? '\0' : text[_offset];

    public bool StartsWith(string expected) => string.CompareOrdinal(text, _offset, expected, 0, expected.Length) == 0;

    public bool IsAtComment => Current == '#' || StartsWith("//");

    public char Next()
    {
        var read = text[_offset++];
        if (read == '\n')
        {
            _line++;
            _lineStart = _offset;
        }

        return read;
    }

    public void Skip(int count)
    {
        for (var i = 0; i < count; i++)
            Next();
    }

    public string ReadBlanks()
    {
        var start = _offset;
        while (Current is ' ' or '\t' or '\u00a0' or '\ufeff' or '\r')
            Next();
        return text[start.._offset];
    }

    /// <summary>Skips blanks, line ends and comments; true when a line ended.</summary>
    public bool SkipLines()
    {
        var lineEnded = false;
        while (true)
        {
            ReadBlanks();
            if (IsAtComment)
            {
                while (!IsAtEnd && Current != '\n')
                    Next();
            }
            else if (Current == '\n' && !IsAtEnd)
            {
                Next();
                lineEnded = true;
            }
            else
            {
                return lineEnded;
            }
        }
    }

    public bool IsAtUnquoted(string alsoReserved = "")
        => !IsAtEnd && !IsAtComment && !Reserved.Contains(Current, StringComparison.Ordinal) && !alsoReserved.Contains(Current, StringComparison.Ordinal);

    public string ReadUnquoted(string alsoReserved = "")
    {
        var start = _offset;
        while (IsAtUnquoted(alsoReserved))
            Next();
        return text[start.._offset];
    }

    public string ReadQuoted()
    {
        var opening = Position;
        if (StartsWith(TripleQuote))
            return ReadTripleQuoted(opening);

        var content = new StringBuilder();
        Next();
        while (Current != '"')
        {
            if (IsAtEnd || Current == '\n')
                throw opening.Error("the text that opens here has no closing quote on its line");
            var read = Next();
            content.Append(read == '\\' ? ReadEscape() : read);
        }

        Next();
        return content.ToString();
    }

    private string ReadTripleQuoted(HoconPosition opening)
    {
        Skip(TripleQuote.Length);
        var end = text.IndexOf(TripleQuote, _offset, StringComparison.Ordinal);
        if (end < 0)
            throw opening.Error("the text that opens here has no closing triple quote");
        var content = text[_offset..end];
        Skip(content.Length + TripleQuote.Length);
        return content;
    }

    private char ReadEscape()
    {
        var position = Position;
        return IsAtEnd ? throw position.Error("expected an escaped character") : Next() switch
        {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'b' => '\b',
            'f' => '\f',
            '"' => '"',
            '\\' => '\\',
            '/' => '/',
            'u' => ReadHex(position),
            var other => throw position.Error($"\\{other} is no escape; expected one of \\n \\r \\t \\b \\f \\\" \\\\ \\/ \\uXXXX"),
        };
    }

    private char ReadHex(HoconPosition position)
    {
        const int Digits = 4;
        if (_offset + Digits > text.Length
            || !ushort.TryParse(text.AsSpan(_offset, Digits), NumberStyles.AllowHexSpecifier, NumberFormatInfo.InvariantInfo, out var code))
        {
            throw position.Error("expected four hexadecimal digits after \\u");
        }

        Skip(Digits);
        return (char)code;
    }
}
