using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Documents;
using AiDevFramework.Plans.Ledger;
using AiDevFramework.Plans.Naming;
using AiDevFramework.Plans.Reading;

namespace AiDevFramework.Plans.Catalogue;

/// <summary>What the product knows of a document.</summary>
/// <param name="Title">Its first heading.</param>
/// <param name="Sections">The headings that it must have below the title, as the prompt spells them, each with something under it.</param>
internal sealed record DocumentRow(DocumentType Type, string Title, params IReadOnlyList<string> Sections)
{
    private const int MostFindings = 20;

    private const int LongestFinding = 300;

    private readonly DocumentShape _shape = DocumentShape.Of(Title, Sections);

    /// <summary>Reads the document into its outline.</summary>
    public required Func<DocumentShape, string, DocumentReading> Outline { get; init; }

    /// <summary>Draws the facts from the outline.</summary>
    public required Func<object, StepMaterial, StepFacts> ReadFacts { get; init; }

    /// <summary>What the title has behind its words.</summary>
    public Func<StepMaterial, string?> TitleRemark { get; init; } = _ => null;

    /// <summary>Adds what the document's metadata says of the facts.</summary>
    public Func<DocumentMetadata, StepFacts, DocumentMetadata> Describe { get; init; } = (metadata, _) => metadata;

    /// <summary>The name of the tags that stand around the document in the prompts of later steps.</summary>
    public string Tag => Title.ToLowerInvariant().Replace(' ', '_');

    /// <summary>Writes the blocks that code owns into a sound document, from its outline: what the ledger demands.</summary>
    public Func<string, object, ProjectLedger, string> WriteOwnBlocks { get; init; } = (markdown, _, _) => markdown;

    /// <summary>The frame that it is asked to have.</summary>
    public DocumentShape Shape => _shape;

    /// <summary>Reads an answer, faulty or not, and writes it in its normal form, with the blocks that code owns.</summary>
    public ExaminedDocument Examine(StepMaterial material, string markdown)
    {
        object? said = null;
        var read = DocumentReader.Read(markdown, _shape, TitleRemark(material), Outline, outline => ReadFacts(said = outline, material));
        if (read.Text is not { } text || said is null || material.LedgerJson is not { } ledger)
        {
            return read;
        }

        var written = WriteOwnBlocks(text, said, LedgerJson.Read(ledger));
        return read with { Text = written, Reading = ReferenceEquals(written, text) ? read.Reading : null };
    }

    /// <summary>Judges an answer: it is sound, and its items have their identifiers, or there are complaints.</summary>
    public StepJudgement Read(StepMaterial material, string markdown)
    {
        var read = Examine(material, markdown);
        if (read is not { Complaint: null, Text: { } text })
        {
            return new StepJudgement(null, null, read.Complaint);
        }

        var named = Name(material, read.Reading ?? Outline(_shape, text));
        return new StepJudgement(named.Text, read.Facts, null, read.Remark, named.LedgerJson);
    }

    /// <summary>Gives the items of a finished document their identifiers. The ledger keeps the numbers, and what the document asks.</summary>
    /// <param name="reading">Of the document in its normal form, with the blocks that code owns.</param>
    /// <returns>The document as it is stored, and the ledger; <see langword="null"/> where that stays as it is.</returns>
    public (string Text, string? LedgerJson) Name(StepMaterial material, DocumentReading reading)
    {
        var ledger = LedgerJson.Read(material.LedgerJson);
        var old = material.Previous is { } previous ? NamedItems.Of(ReadStored(previous).Outline) : [];
        var settled = DocumentNames.Settle(reading, new NamingState(ledger.Counters, old, material.PreviousIdsShown), other => Outline(_shape, other));
        var isCounted = settled.Counters.Count == ledger.Counters.Count
            && settled.Counters.All(counter => ledger.Counters.GetValueOrDefault(counter.Key) == counter.Value);
        var counted = isCounted ? ledger : ledger with { Counters = settled.Counters };
        var next = StormingQuestions.AddTo(counted, reading.Outline);
        return (settled.Text, ReferenceEquals(next, ledger) ? null : LedgerJson.Write(next));
    }

    /// <summary>Reads a text that may be a part of a document.</summary>
    /// <returns>The text without what was put around it, in its normal form as far as it has one; and what was read of that.</returns>
    public (string Text, DocumentReading Reading) ReadPart(StepMaterial material, string markdown)
    {
        var text = AnswerFrame.Unwrap(markdown);
        var reading = Outline(_shape, text);
        var normal = DocumentReader.NormalForm(text, reading, _shape, TitleRemark(material), Outline);
        return normal is null ? (text, reading) : (normal, Outline(_shape, normal));
    }

    /// <summary>What a stored document says; any text can be read.</summary>
    public DocumentReading ReadStored(string text) => Outline(_shape, AnswerFrame.Unwrap(text));

    /// <summary>Whether the reading is one of this document, and not of another type's with the same text.</summary>
    public bool Reads(DocumentReading reading) => reading.Frame.Shape == _shape;

    /// <param name="model">The model that wrote the last part.</param>
    /// <param name="tokens">Of all calls that made the document.</param>
    /// <param name="concerns">The errors that it is stored with; <see langword="null"/> where it is sound.</param>
    public DocumentMetadata MetadataOf(StepFacts facts, string model, long tokens, IReadOnlyList<string>? concerns = null) => Describe(
        new DocumentMetadata(
            model, tokens, model == OfflineModel.Name ? true : null,
            Verdict: VerdictOf(concerns, model),
            Findings: concerns is null ? null : [.. concerns.Take(MostFindings).Select(text => TextCut.AtMost(text, LongestFinding))]),
        facts);

    private static PlanVerdict? VerdictOf(IReadOnlyList<string>? concerns, string model)
    {
        if (concerns is null)
        {
            return null;
        }

        return model == OfflineModel.Name ? PlanVerdict.Draft : PlanVerdict.Concerns;
    }

    /// <returns>A <see cref="Describe"/> for facts of one kind.</returns>
    public static Func<DocumentMetadata, StepFacts, DocumentMetadata> From<T>(Func<DocumentMetadata, T, DocumentMetadata> describe)
        where T : StepFacts => (metadata, facts) => describe(metadata, (T)facts);
}
