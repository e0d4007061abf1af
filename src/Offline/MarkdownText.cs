using System.Text;
using AiDevFramework.Plans.Blocks;
using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Offline;

/// <summary>A document in the making. What it is given is safe inside a line already.</summary>
internal sealed class MarkdownText
{
    private readonly StringBuilder _text = new(6000);

    public MarkdownText(string title) => Line($"# {title}");

    /// <summary>Says what the document is and what a model would add, and below that what the plan keeps to.</summary>
    public MarkdownText Draft(ProductOutline outline, string missing)
    {
        Apart($"> {Mark(outline, missing)}");
        return outline.Ledger.HasConstraints ? Line($"> {Bound(outline)}") : this;
    }

    public static string Mark(ProductOutline outline, string missing) => outline.Say(
        $"DRAFT · Offline output: written by the built-in planner from the words of the idea, without a language model. A model would add {missing}.",
        $"DRAFT · Offline output: vom eingebauten Planer aus den Worten der Idee geschrieben, ohne Sprachmodell. Ein Modell ergänzt {missing}.");

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

    private static string Bound(ProductOutline outline)
    {
        var constraints = string.Join(", ", outline.Ledger.Constraints.Select(constraint => Wording.LabelOf(constraint, outline.Ledger.Language)));
        var capacity = CapacityText.Of(Capacity.Of(outline.Ledger), outline.Ledger.Language, withIds: false);
        return $"{outline.Say("Keeps to", "Hält ein")}: {constraints}.{(capacity.Length > 0 ? $" {capacity}." : "")}";
    }

    /// <summary>With a blank line before it: directly after a bullet it would belong to it.</summary>
    private MarkdownText Apart(string text) => _text is { Length: > 1 } && _text[^2] == '\n' ? Line(text) : Line().Line(text);
}
