using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Catalogue;
using AiDevFramework.Plans.Documents;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Ledger;
using AiDevFramework.Plans.Review;

namespace AiDevFramework.Plans.Mending;

/// <summary>A document that could be stored: what a model wrote, or that with parts that were written anew.</summary>
/// <param name="Text">In its normal form.</param>
/// <param name="Facts">Drawn from the text.</param>
/// <param name="Faults">All errors of it, of its form and those that the checks find; empty where it is sound.</param>
/// <param name="Remark">What is wrong with it all the same.</param>
internal sealed record Candidate(string Text, StepFacts Facts, IReadOnlyList<Fault> Faults, string? Remark)
{
    /// <summary>Whether the length limit cut it.</summary>
    public bool IsCut { get; private init; }

    /// <summary>How many warnings the checks give of it.</summary>
    public int Warnings { get; private init; }

    /// <param name="checks">What finds errors beyond those of form.</param>
    /// <param name="cut">Whether the length limit cut the text.</param>
    /// <param name="complaint">What is wrong with a text that is no document at all.</param>
    /// <returns><see langword="null"/> where it is none.</returns>
    public static Candidate? Read(
        DocumentRow row, StepMaterial material, IReadOnlyList<ICheck> checks, string markdown, bool cut, out string? complaint)
    {
        var read = row.Examine(material, markdown);
        complaint = read.Complaint;
        return read is { Text: { } text, Facts: { } facts }
            ? new Candidate(text, facts, FaultsOf(row, material, checks, read, text, cut, out var warnings), read.Remark) { IsCut = cut, Warnings = warnings }
            : null;
    }

    public DocumentParts Parts(DocumentRow row, StepMaterial material) => DocumentParts.Of(row.ReadPart(material, Text).Reading);

    /// <summary>Fewer errors are better. One error may be about several items: of the same errors those are better that name less. Other errors, as many of
    /// them, are not better: which of them weigh more cannot be told.</summary>
    public bool IsBetterThan(Candidate other) => Faults.Count != other.Faults.Count
        ? Faults.Count < other.Faults.Count
        : HasErrorsOf(other) && Faults.Sum(fault => fault.Message.Length) < other.Faults.Sum(fault => fault.Message.Length);

    /// <summary>Whether the same checks found the errors of both.</summary>
    private bool HasErrorsOf(Candidate other) => Faults.Select(fault => fault.Check).Order().SequenceEqual(other.Faults.Select(fault => fault.Check).Order());

    private static IReadOnlyList<Fault> FaultsOf(
        DocumentRow row, StepMaterial material, IReadOnlyList<ICheck> checks, ExaminedDocument read, string text, bool cut, out int warnings)
    {
        var reading = StoredReadings.Of(row.Type, text, read.Reading);
        var findings = PlanChecks.Run(InputOf(row, material, new CheckedDocument(row.Type, text, reading)), checks).Findings
            .Where(finding => finding.Document == row.Type).ToList();
        warnings = findings.Count(finding => finding.Severity is Severity.Warning);
        var errors = findings.Where(finding => finding.Severity is Severity.Error).ToList();
        if (errors.Count == 0 && read.Complaints.Count == 0 && !cut)
        {
            return [];
        }

        var parts = DocumentParts.Of(reading);
        IReadOnlyList<string> last = parts.Last() is { } end ? [end.Slug] : [];
        return
        [
            .. read.Complaints.Select(complaint => new Fault(complaint.Text, complaint.Part is { } part ? [part] : last)),
            .. cut ? (Fault[])[new Fault(CheckedDocument.BrokenOff, last)] : [],
            .. errors.Select(error => new Fault(error.Message, FindingParts.Of(error, parts), error.Suggestion, error.Check)),
        ];
    }

    /// <summary>The document among those that the step builds on.</summary>
    private static CheckInput InputOf(DocumentRow row, StepMaterial material, CheckedDocument document) => new(
        material.Idea,
        LedgerJson.Read(material.LedgerJson),
        [
            .. StepCatalogue.Rows
                .Where(earlier => earlier.Document is not null && earlier.Document.Type != row.Type && material.Documents.ContainsKey(earlier.Step))
                .Select(earlier => Checked(earlier.Document!, material.Documents[earlier.Step])),
            document,
        ])
    { Written = row.Type };

    private static CheckedDocument Checked(DocumentRow row, string text) => new(row.Type, text, StoredReadings.Of(row.Type, text));
}
