using System.Text;

namespace AiDevFramework.Offline;

/// <summary>A document in the making. What it is given is safe inside a line already.</summary>
internal sealed class MarkdownText
{
    private const string Mark =
        "> Offline output: written by the built-in planner from the words of the idea, without a language model.";

    private readonly StringBuilder _text = new();

    /// <summary>Begins with the title and the mark that says what the document is.</summary>
    public MarkdownText(string title) => Line($"# {title}").Line().Line(Mark);

    public MarkdownText Heading(string heading) => Apart($"## {heading}").Line();

    public MarkdownText SubHeading(string heading) => Apart($"### {heading}").Line();

    public MarkdownText Label(string label) => Apart($"**{label}**:");

    public MarkdownText Label(string label, string value) => Apart($"**{label}**: {value}");

    public MarkdownText Bullet(string text) => Line($"- {text}");

    public MarkdownText Bullets(IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            Bullet(text);
        }

        return this;
    }

    public MarkdownText Line(string text = "")
    {
        _text.Append(text).Append('\n');
        return this;
    }

    public override string ToString() => _text.ToString();

    /// <summary>With a blank line before it: directly after a bullet it would belong to it.</summary>
    private MarkdownText Apart(string text) => _text is { Length: > 1 } && _text[^2] == '\n' ? Line(text) : Line().Line(text);
}
