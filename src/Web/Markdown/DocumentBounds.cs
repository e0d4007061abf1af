namespace AiDevFramework.Web.Markdown;

/// <summary>
/// What is laid out. Beyond it the reader of Markdown takes time that grows with the square of the text, or the parser of the sanitiser goes so
/// deep that the process ends. Looked at before either of them sees the text.
/// </summary>
internal static class DocumentBounds
{
    public const int MostCharacters = 500_000;

    /// <summary>Lines without an empty one between them are read together. A table of 100 rows has some 30,000 characters.</summary>
    private const int LongestBlock = 60_000;

    private const int LongestLine = 20_000;

    /// <summary>Quotes and lists in one another at the beginning of a line.</summary>
    private const int DeepestStart = 20;

    /// <summary>Brackets that are open at once.</summary>
    private const int MostOpen = 40;

    /// <summary>Lines of a block are rows of a table as wide as the widest of them.</summary>
    private const int MostColumns = 60;

    private const int MostCells = 20_000;

    public static bool Hold(string text)
    {
        if (text.Length > MostCharacters)
        {
            return false;
        }

        var block = default(Block);
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var content = line.Trim();
            block = content.IsEmpty ? default : block.With(content);
            if (line.Length > LongestLine || DepthOf(content) > DeepestStart || !block.Holds)
            {
                return false;
            }
        }

        return true;
    }

    private static int DepthOf(ReadOnlySpan<char> line)
    {
        var depth = 0;
        while (!line.IsEmpty)
        {
            var marker = MarkerOf(line);
            if (marker == 0)
            {
                break;
            }

            depth++;
            line = line[marker..].TrimStart();
        }

        return depth;
    }

    /// <returns>How long the sign of a quote or a list is that the line begins with; 0: none.</returns>
    private static int MarkerOf(ReadOnlySpan<char> line)
    {
        if (line[0] == '>')
        {
            return 1;
        }

        var digits = line.IndexOfAnyExceptInRange('0', '9');
        return digits switch
        {
            0 => line[0] is '-' or '*' or '+' && (line.Length == 1 || line[1] is ' ' or '\t') ? 1 : 0,
            > 0 and < 10 => line[digits] is '.' or ')' && (line.Length == digits + 1 || line[digits + 1] is ' ' or '\t') ? digits + 1 : 0,
            _ => 0,
        };
    }

    /// <summary>Lines without an empty one between them.</summary>
    private readonly record struct Block(int Characters, int Lines, int Columns, int Open, int MostOpened)
    {
        public bool Holds => Characters <= LongestBlock && Columns <= MostColumns && (long)Columns * Lines <= MostCells && MostOpened <= MostOpen;

        public Block With(ReadOnlySpan<char> line)
        {
            var (open, most) = (Open, MostOpened);
            foreach (var letter in line)
            {
                open = letter switch
                {
                    '[' or '(' => open + 1,
                    ']' or ')' => Math.Max(0, open - 1),
                    _ => open,
                };
                most = Math.Max(most, open);
            }

            return new Block(Characters + line.Length, Lines + 1, Math.Max(Columns, line.Count('|')), open, most);
        }
    }
}
