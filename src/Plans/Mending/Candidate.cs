using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Catalogue;

namespace AiDevFramework.Plans.Mending;

/// <summary>A document that could be stored: what a model wrote, or that with parts that were written anew.</summary>
/// <param name="Text">In its normal form.</param>
/// <param name="Facts">Drawn from the text.</param>
/// <param name="Faults">All errors of it; empty where it is sound.</param>
/// <param name="Remark">What is wrong with it all the same.</param>
internal sealed record Candidate(string Text, StepFacts Facts, IReadOnlyList<Fault> Faults, string? Remark)
{
    private const string BrokenOff = "The document breaks off at its end.";

    /// <summary>Whether the length limit cut it.</summary>
    public bool IsCut { get; private init; }

    /// <param name="cut">Whether the length limit cut the text.</param>
    /// <param name="complaint">What is wrong with a text that is no document at all.</param>
    /// <returns><see langword="null"/> where it is none.</returns>
    public static Candidate? Read(DocumentRow row, StepMaterial material, string markdown, bool cut, out string? complaint)
    {
        var read = row.Examine(material, markdown);
        complaint = read.Complaint;
        if (read is not { Text: { } text, Facts: { } facts })
        {
            return null;
        }

        var faults = read.Complaints.Count == 0 && !cut ? [] : FaultsOf(row, material, read, text, cut);
        return new Candidate(text, facts, faults, read.Remark) { IsCut = cut };
    }

    public DocumentParts Parts(DocumentRow row, StepMaterial material) => DocumentParts.Of(row.ReadPart(material, Text).Reading);

    private static IReadOnlyList<Fault> FaultsOf(DocumentRow row, StepMaterial material, Documents.ExaminedDocument read, string text, bool cut)
    {
        var last = DocumentParts.Of(row.ReadPart(material, text).Reading).Last()?.Slug;
        var faults = read.Complaints.Select(complaint => new Fault(complaint.Text, complaint.Part ?? last));
        return cut ? [.. faults, new Fault(BrokenOff, last)] : [.. faults];
    }
}
