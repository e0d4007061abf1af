using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Markdown;
using AiDevFramework.Plans.Outlines;
using AiDevFramework.Plans.Reading;

namespace AiDevFramework.Plans.Checks.Details;

/// <summary>Check 15: a choice of the stack is one line, neither empty nor a table, of at most 200 characters.</summary>
internal sealed class ChoiceLineCheck : ICheck
{
    private const int Longest = 200;

    private const string Label = "**Choice**:";

    public int Number => 15;

    public IReadOnlyList<Finding>? Check(CheckInput input)
    {
        if (ModelWords.StackOf(input) is not { Reading.Outline: StackOutline { Choices.Count: > 0 } stack } document)
        {
            return null;
        }

        var findings = new List<Finding>();
        foreach (var choice in stack.Choices)
        {
            if (FaultOf(document, choice) is { } fault)
            {
                var heading = document.Reading.Frame.Shape.HeadingOf(choice.Slot);
                findings.Add(new Finding(
                    Number, Severity.Error, document.Type, heading, $"The choice under \"{heading}\" {fault}.", Excerpt.Of(choice.Choice),
                    "Write **Choice**: and the names in one line; reasons stand under **Justification**.", document.Reading.Frame.Find(choice.Slot)?.Head.Line + 1));
            }
        }

        return findings;
    }

    private static string? FaultOf(CheckedDocument document, ChoiceOutline choice)
    {
        if (!choice.Choice.Any(char.IsLetterOrDigit) || SaidText.SaysNothing(choice.Choice) || IsEmptyLabel(document, choice))
        {
            return "is empty";
        }

        if (choice.Choice.Length > Longest)
        {
            return $"is longer than {Longest} characters";
        }

        return choice.Choice[0] == '|' || IsTable(document, choice) ? "is a table" : null;
    }

    /// <summary>Another label follows the choice's own, or nothing does: what was read as the choice stands elsewhere.</summary>
    private static bool IsEmptyLabel(CheckedDocument document, ChoiceOutline choice)
    {
        if (document.Reading.Frame.Find(choice.Slot) is not { } section)
        {
            return false;
        }

        var markdown = document.Reading.Frame.Markdown;
        var isLabelled = false;
        for (var line = section.First; line < section.End; line++)
        {
            var text = markdown.LineOf(line).Trim();
            if (text is Label)
            {
                isLabelled = true;
            }
            else if (isLabelled && !text.IsEmpty)
            {
                return (text.StartsWith("**", StringComparison.Ordinal) && text.EndsWith("**:", StringComparison.Ordinal))
                    || LabelLine.Read(markdown, line, TermGroup.StackLabel) is not null; // **Runs**: on-premise
            }
        }

        return isLabelled;
    }

    /// <summary>A row stands where the choice should be: before any label, or right under its own.</summary>
    private static bool IsTable(CheckedDocument document, ChoiceOutline choice)
    {
        if (document.Reading.Frame.Find(choice.Slot) is not { } section)
        {
            return false;
        }

        var markdown = document.Reading.Frame.Markdown;
        for (var line = section.First; line < section.End; line++)
        {
            switch (markdown.Lines[line].Kind)
            {
                case LineKind.TableRow or LineKind.TableHead:
                    return true;
                case LineKind.Text when markdown.ContentOf(line).TrimEnd() is not Label:
                case LineKind.Bullet:
                    return false;
            }
        }

        return false;
    }
}
