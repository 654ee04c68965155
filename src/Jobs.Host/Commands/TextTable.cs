using Spectre.Console;
using Spectre.Console.Rendering;

namespace Jobs.Host.Commands;

/// <summary>
/// A table as the console has them: no borders, two spaces between columns, numbers right. Where it is wider than the terminal its widest columns are cut, ids last of all: half an id is none.
/// </summary>
internal sealed class TextTable : Renderable
{
    private const int Gap = 2;
    private const int ColumnWidthMin = 6;
    private const string Cut = "…";
    private const string Id = "ID";

    private readonly string[] _names;
    private readonly bool[] _isNumber;
    private readonly List<Markup[]> _rows = [];

    /// <param name="columns">A name that begins with &gt; is a column of numbers.</param>
    public TextTable(params string[] columns)
    {
        _names = [.. columns.Select(name => name.TrimStart('>'))];
        _isNumber = [.. columns.Select(name => name[0] == '>')];
        AddRow([.. _names.Select(name => $"[grey]{name}[/]")]);
    }

    /// <param name="cells">As markup.</param>
    public void AddRow(params string[] cells) => _rows.Add([.. cells.Select(cell => new Markup(cell))]);

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        var rows = _rows.ConvertAll(row => Array.ConvertAll(row, cell => Segments(cell, options)));
        var widths = Widths(rows, maxWidth);
        foreach (var row in rows)
        {
            for (var column = 0; column < row.Length; column++)
            {
                var isLast = column == row.Length - 1;
                foreach (var segment in Cell(row[column], widths[column], _isNumber[column], isLast))
                    yield return segment;
                if (!isLast)
                    yield return Segment.Padding(Gap);
            }

            yield return Segment.LineBreak;
        }
    }

    private static Segment[] Segments(IRenderable cell, RenderOptions options) =>
        [.. cell.Render(options, int.MaxValue).Where(segment => !segment.IsLineBreak)];

    private static Segment[] Cell(Segment[] cell, int width, bool isNumber, bool isLast)
    {
        var length = Segment.CellCount(cell);
        var shown = length <= width ? cell : [.. Segment.Truncate(cell, width - Cut.Length), new Segment(Cut)];
        var rest = Segment.Padding(Math.Max(0, width - length));
        if (isNumber)
            return [rest, .. shown];
        return isLast ? shown : [.. shown, rest];
    }

    private int[] Widths(List<Segment[][]> rows, int maxWidth)
    {
        var widths = Enumerable.Range(0, _names.Length).Select(column => rows.Max(row => Segment.CellCount(row[column]))).ToArray();
        var excess = widths.Sum() + (Gap * (widths.Length - 1)) - maxWidth;
        excess = Shrink(widths, excess, column => _names[column] != Id && !_isNumber[column]);
        Shrink(widths, excess, column => _names[column] == Id);
        return widths;
    }

    /// <summary>Takes from the widest again and again.</summary>
    private static int Shrink(int[] widths, int excess, Predicate<int> may)
    {
        for (; excess > 0; excess--)
        {
            var widest = -1;
            for (var column = 0; column < widths.Length; column++)
            {
                if (may(column) && widths[column] > ColumnWidthMin && (widest < 0 || widths[column] > widths[widest]))
                    widest = column;
            }

            if (widest < 0)
                return excess;
            widths[widest]--;
        }

        return excess;
    }
}
