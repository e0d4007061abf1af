using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Blocks;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Markdown;
using AiDevFramework.Plans.Outlines;

namespace AiDevFramework.Plans.Checks;

/// <summary>What the documents say apart from the blocks that code wrote: those prove nothing.</summary>
internal sealed class ModelWords(CheckInput input)
{
    /// <summary>A fit of more lines is none.</summary>
    private const int MostLines = 200;

    private static readonly PhraseList s_rejected = new("rejected", "verworfen", "abgelehnt", "rejeté", "rechazado", "rejeitado", "scartato", "afgewezen", "odrzucone", "alternatives considered");

    public RequirementsOutline? Requirements { get; } = input.Find(DocumentType.Prd)?.Reading.Outline as RequirementsOutline;

    public CheckedDocument? StackDocument { get; } = StackOf(input);

    public StackOutline? Stack => StackDocument?.Reading.Outline as StackOutline;

    public ScheduleOutline? Schedule { get; } = input.Find(DocumentType.ExecutionPlan)?.Reading.Outline as ScheduleOutline;

    /// <summary>The section that describes the features; empty where there is none.</summary>
    public string Features { get; } = FeaturesOf(input);

    /// <summary>What stands between the title of the execution plan and its first stage.</summary>
    public IReadOnlyList<string> Preamble { get; } = PreambleOf(input);

    public IEnumerable<OutlineItem> Tasks => Schedule?.Stages.SelectMany(stage => stage.Deliverables) ?? [];

    public IEnumerable<OutlineItem> Gates => Schedule?.Stages.SelectMany(stage => stage.Gates) ?? [];

    /// <summary>What the execution plan says: its fit, tasks and gates.</summary>
    public IEnumerable<string> Plan => Preamble.Concat(Tasks.Select(task => task.Text)).Concat(Gates.Select(gate => gate.Text));

    /// <summary>What the stack chooses and why, without what it rejected.</summary>
    public IEnumerable<string> Chosen => Stack is null
        ? []
        : Stack.Choices.SelectMany(choice => new[] { choice.Choice, choice.Runs ?? "" }.Concat(choice.Justification.Where(reason => !IsRejected(reason)).Select(reason => reason.Text)))
            .Concat(Stack.Services.Select(service => service.Text));

    /// <summary>The whole stack with its prose, what it rejected apart.</summary>
    public IEnumerable<string> StackLines => StackDocument is { } stack ? LinesOf(stack).Where(line => !s_rejected.IsIn(line)) : [];

    /// <summary>The document with the tech stack, told by what was read of it.</summary>
    public static CheckedDocument? StackOf(CheckInput input) => input.Documents.FirstOrDefault(document => document.Reading.Outline is StackOutline);

    private static bool IsRejected(OutlineItem reason) => s_rejected.Find(reason.Text, 0) is { Length: > 0, Start: < 12 };

    private static string FeaturesOf(CheckInput input)
    {
        if (input.Find(DocumentType.Prd)?.Reading.Frame is not { } frame || frame.Find(Term.CoreFeatures) is not { } section)
        {
            return "";
        }

        return frame.TextOf(section.First, section.End).ToString();
    }

    private static List<string> PreambleOf(CheckInput input)
    {
        if (input.Find(DocumentType.ExecutionPlan) is not { } plan)
        {
            return [];
        }

        var markdown = plan.Reading.Frame.Markdown;
        var lines = new List<string>();
        for (var line = plan.Reading.Frame.Title?.Line + 1 ?? 0; line < markdown.Lines.Count && markdown.Lines[line].Kind is not LineKind.Heading && lines.Count < MostLines; line++)
        {
            var text = markdown.LineOf(line).TrimEnd('\r');
            if (markdown.Lines[line].Kind is LineKind.Text or LineKind.Bullet or LineKind.TableRow && !FitLine.IsOwn(text))
            {
                lines.Add(text.ToString());
            }
        }

        return lines;
    }

    private static IEnumerable<string> LinesOf(CheckedDocument document)
    {
        var markdown = document.Reading.Frame.Markdown;
        for (var line = 0; line < markdown.Lines.Count; line++)
        {
            if (markdown.Lines[line].Kind is LineKind.Text or LineKind.Bullet or LineKind.TableRow)
            {
                yield return markdown.LineOf(line).ToString();
            }
        }
    }
}
