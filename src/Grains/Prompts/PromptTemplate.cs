using System.Text;

namespace AiDevFramework.Grains.Prompts;

/// <summary>
/// A prompt with <c>{name}</c> placeholders; <c>{{</c> and <c>}}</c> are literal braces. Filled in a single pass: what a
/// value contains is never read as a template.
/// </summary>
internal sealed class PromptTemplate
{
    private readonly List<(string Text, bool IsName)> _parts;

    private PromptTemplate(List<(string Text, bool IsName)> parts)
    {
        _parts = parts;
        LiteralBytes = parts.Where(part => !part.IsName).Sum(part => Encoding.UTF8.GetByteCount(part.Text));
    }

    /// <summary>UTF-8 bytes of everything but the placeholders.</summary>
    public int LiteralBytes { get; }

    public IEnumerable<string> Placeholders => _parts.Where(part => part.IsName).Select(part => part.Text);

    /// <param name="source">What an error calls the text: a file name.</param>
    /// <param name="firstLine">The line of the file that the text begins at.</param>
    /// <param name="errors">Takes one message for each fault; the template is usable only where none was added.</param>
    public static PromptTemplate Parse(string text, string source, int firstLine, List<string> errors)
    {
        var parts = new List<(string, bool)>();
        var literal = new StringBuilder();
        var line = firstLine;
        for (var at = 0; at < text.Length; at++)
        {
            var current = text[at];
            line += current == '\n' ? 1 : 0;
            if (current is not ('{' or '}'))
            {
                literal.Append(current);
                continue;
            }

            if (at + 1 < text.Length && text[at + 1] == current)
            {
                literal.Append(current);
                at++;
                continue;
            }

            var end = current == '{' ? text.IndexOf('}', at) : -1;
            var name = end < 0 ? "" : text[(at + 1)..end];
            if (name.Length == 0 || !name.All(letter => letter is '_' or (>= 'a' and <= 'z')))
            {
                errors.Add($"{source}, line {line}: a single '{current}' is no placeholder; write '{current}{current}' for the brace itself.");
                continue;
            }

            parts.Add((literal.ToString(), false));
            parts.Add((name, true));
            literal.Clear();
            at = end;
        }

        parts.Add((literal.ToString(), false));
        return new PromptTemplate(parts);
    }

    /// <param name="values">A value for every placeholder.</param>
    public string Fill(IReadOnlyDictionary<string, string> values)
    {
        var filled = new string[_parts.Count];
        for (var part = 0; part < filled.Length; part++)
        {
            var (text, isName) = _parts[part];
            filled[part] = isName ? values[text] : text;
        }

        return string.Concat(filled);
    }
}
