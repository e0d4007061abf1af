using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Documents;
using AiDevFramework.Plans.Ledger;
using AiDevFramework.Plans.Reading;

namespace AiDevFramework.Plans.Catalogue;

/// <summary>What the product knows of a document.</summary>
/// <param name="Title">Its first heading.</param>
/// <param name="Sections">The headings that it must have below the title, as the prompt spells them, each with something under it.</param>
internal sealed record DocumentRow(DocumentType Type, string Title, params IReadOnlyList<string> Sections)
{
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

    /// <summary>Writes the blocks that code owns into a sound document: what the ledger demands.</summary>
    public Func<string, StepFacts, ProjectLedger, string> WriteOwnBlocks { get; init; } = (markdown, _, _) => markdown;

    public StepJudgement Read(StepMaterial material, string markdown)
    {
        var judgement = DocumentReader.Read(markdown, _shape, TitleRemark(material), Outline, outline => ReadFacts(outline, material));
        return judgement is { DocumentMd: { } text, Facts: { } facts } && material.LedgerJson is { } ledger
            ? judgement with { DocumentMd = WriteOwnBlocks(text, facts, LedgerJson.Read(ledger)) }
            : judgement;
    }

    /// <summary>What a stored document says; any text can be read.</summary>
    public DocumentReading ReadStored(string text) => Outline(_shape, AnswerFrame.Unwrap(text));

    /// <param name="model">The model that wrote the last part.</param>
    /// <param name="tokens">Of all calls that made the document.</param>
    public DocumentMetadata MetadataOf(StepFacts facts, string model, long tokens) =>
        Describe(new DocumentMetadata(model, tokens, model == OfflineModel.Name ? true : null), facts);

    /// <returns>A <see cref="Describe"/> for facts of one kind.</returns>
    public static Func<DocumentMetadata, StepFacts, DocumentMetadata> From<T>(Func<DocumentMetadata, T, DocumentMetadata> describe)
        where T : StepFacts => (metadata, facts) => describe(metadata, (T)facts);
}
