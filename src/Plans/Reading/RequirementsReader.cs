using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Outlines;

namespace AiDevFramework.Plans.Reading;

/// <summary>Reads a requirements document.</summary>
internal static class RequirementsReader
{
    public static DocumentReading Read(DocumentShape shape, string text)
    {
        var frame = FrameReader.Read(shape, text);
        var edits = new FrameEdits(frame.Markdown);
        var complaints = new List<Complaint>();
        SectionChecks.Check(frame, edits, complaints);
        var labels = frame.Find(Term.ProjectOverview) is { } overview
            ? LabelReader.Read(frame.Markdown, overview.First, overview.End, TermGroup.OverviewLabel)
            : [];
        edits.SetLabels(labels, TermGroup.OverviewLabel);
        var features = FeaturesOf(frame, edits, complaints);
        var outline = new RequirementsOutline(
            TextOf(Term.ProductName),
            TextOf(Term.Vision),
            ComplexityOf(TextOf(Term.Complexity)),
            ItemsUnder(Term.TargetUsers, ""),
            TextOf(Term.CoreValue),
            ItemsUnder(Term.Assumptions, "A"),
            features,
            ItemsOf(Term.UserStories, "US"),
            ItemsOf(Term.NonFunctionalRequirements, "NFR"),
            ItemsOf(Term.SuccessMetrics, "M"),
            ItemsOf(Term.TechnicalConstraints, "C TC"),
            ItemsOf(Term.OutOfScope, "X"));
        return new DocumentReading(frame, outline, edits, complaints, []);

        string? TextOf(Term term) => labels.Find(label => label.Hit.Term == term) is { } label ? LabelledEntries.TextOf(frame.Markdown, label) : null;

        List<OutlineItem> ItemsUnder(Term term, string letters) =>
            labels.Find(label => label.Hit.Term == term) is { } label ? LabelledEntries.Read(frame.Markdown, label, letters) : [];

        List<OutlineItem> ItemsOf(Term term, string letters) => frame.Find(term) is { } section
            ? ItemReader.ReadAll(EntryReader.Read(frame.Markdown, section.First, section.End), letters)
            : [];
    }

    private static List<FeatureOutline> FeaturesOf(DocumentFrame frame, FrameEdits edits, List<Complaint> complaints)
    {
        if (frame.Find(Term.CoreFeatures) is not { } core)
        {
            return [];
        }

        var features = new FeatureReader(frame, core, edits, complaints).Read();
        if (features.Count == 0 && !frame.IsEmpty(core))
        {
            complaints.Add(new Complaint(
                "The section \"## 2. Core Features\" has no feature: each needs a heading \"### Feature 1: Name\".",
                PartSlug.OfSection(frame.Shape.HeadingOf(Term.CoreFeatures))));
        }

        return features;
    }

    /// <summary>The first word that says one.</summary>
    private static Complexity? ComplexityOf(string? said)
    {
        var key = TextKey.Of(said);
        foreach (var word in key.Split(' '))
        {
            switch (TermTable.Find(TermGroup.Complexity, word) ?? (word is [>= '\u3040', ..] ? TermTable.FindBeginning(TermGroup.Complexity, word, out _) : null))
            {
                case Term.Low:
                    return Complexity.Low;
                case Term.Medium:
                    return Complexity.Medium;
                case Term.High:
                    return Complexity.High;
            }
        }

        return null;
    }
}
