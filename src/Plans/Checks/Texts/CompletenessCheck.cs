using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Markdown;
using AiDevFramework.Plans.Outlines;

namespace AiDevFramework.Plans.Checks.Texts;

/// <summary>Check 27: neither a document nor a part of it ends in the middle of a sentence, and there are entries in proportion to the features. "None: …"
/// is an entry.</summary>
internal sealed class CompletenessCheck : ICheck
{
    private const int FeaturesOfAStory = 3;

    public int Number => 27;

    public IReadOnlyList<Finding>? Check(CheckInput input) => input.Documents.Count == 0
        ? null
        : [.. input.Looked.Select(document => Ending(document)).OfType<Finding>(), .. input.Looked.SelectMany(PartsThatBreakOff), .. Entries(input)];

    private Finding? Ending(CheckedDocument document)
    {
        var frame = document.Reading.Frame;
        if (frame.Markdown.EndsInsideCode)
        {
            return Of(document, "inside a code block", "");
        }

        var text = frame.TextOf(frame.Start, frame.End);
        var last = text[(text.LastIndexOf('\n') + 1)..].Trim();
        if (document.IsCut)
        {
            return Of(document, "where the length limit of its model cut it", last.ToString());
        }

        return !last.IsEmpty && OpenEnd.Of(last) is { } open ? Of(document, open, last.ToString()) : null;
    }

    /// <summary>Parts before the last one: what was written anew may break off in the middle of a document.</summary>
    private List<Finding> PartsThatBreakOff(CheckedDocument document)
    {
        var (frame, findings) = (document.Reading.Frame, new List<Finding>());
        int? last = null;
        for (var line = frame.Start; line < frame.End; line++)
        {
            switch (frame.Markdown.Lines[line].Kind)
            {
                case LineKind.Text or LineKind.Bullet:
                    last = line;
                    break;
                case LineKind.Heading when last is { } end && OpenEnd.InsideSentence(frame.Markdown.ContentOf(end).TrimEnd()) is { } open:
                    findings.Add(new Finding(
                        Number, Severity.Error, document.Type, null, $"A part of the document ends {open}: it is not complete.",
                        Excerpt.Of(frame.Markdown.ContentOf(end).ToString()), "Write its last item to the end.", end + 1));
                    last = null;
                    break;
                case LineKind.Blank or LineKind.Rule:
                    break;
                default:
                    last = null;
                    break;
            }
        }

        return findings;
    }

    private Finding Of(CheckedDocument document, string where, string line) => new(
        Number, Severity.Error, document.Type, null, $"The document ends {where}: it is not complete.", line.Length > 0 ? Excerpt.Of(line) : null,
        "Write its last item to the end.", line.Length > 0 ? Excerpt.LineOf(document, line) : null);

    private IEnumerable<Finding> Entries(CheckInput input)
    {
        var requirements = input.Find(DocumentType.Prd)?.Reading.Outline as RequirementsOutline;
        var features = requirements?.Features.Count ?? 0;
        if (features == 0)
        {
            yield break;
        }

        var frame = input.Find(DocumentType.Prd)!.Reading.Frame;
        var few = new List<string>();
        Require(Term.UserStories, requirements!.Stories.Count, Math.Max(1, features / FeaturesOfAStory));
        Require(Term.NonFunctionalRequirements, requirements.NonFunctional.Count, features > 3 ? 3 : 1);
        Require(Term.SuccessMetrics, requirements.Metrics.Count, features > 3 ? 2 : 1);
        Require(Term.OutOfScope, requirements.Exclusions.Count, 1);
        if (few.Count > 0)
        {
            yield return new Finding(
                Number, Severity.Warning, DocumentType.Prd, few[0],
                $"{Names.Quoted(few)} say little for {features} features.", Suggestion: "Write what is missing, or \"None:\" and why.");
        }

        if (input.Find(DocumentType.EventStorming)?.Reading.Outline is StormingOutline storming && storming.Events.Count < features / 2)
        {
            yield return new Finding(
                Number, Severity.Warning, DocumentType.EventStorming, "## Domain Events",
                $"{storming.Events.Count} events are few for {features} features.", Suggestion: "Write what happens in each feature, where it goes wrong too.");
        }

        void Require(Term section, int count, int least)
        {
            if (count < least && !SaysNone(section))
            {
                few.Add(frame.Shape.HeadingOf(section));
            }
        }

        bool SaysNone(Term term) => frame.Find(term) is { } section
            && TermTable.FindBeginning(TermGroup.None, TextKey.Of(frame.TextOf(section.First, section.End).TrimStart("- *\n")), out _) is not null;
    }
}
