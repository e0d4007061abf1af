using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Documents;

namespace AiDevFramework.Plans.Catalogue;

/// <summary>What the product knows of a document.</summary>
/// <param name="Title">Its first heading.</param>
/// <param name="Sections">The headings that it must have below the title, as the prompt spells them, each with something under it.</param>
internal sealed record DocumentRow(DocumentType Type, string Title, params IReadOnlyList<string> Sections)
{
    /// <summary>Reads the facts, and adds whatever is wrong with the document to the list of complaints.</summary>
    public required Func<MarkdownOutline, StepMaterial, List<string>, StepFacts> ReadFacts { get; init; }

    /// <summary>Adds what the document's metadata says of the facts.</summary>
    public Func<DocumentMetadata, StepFacts, DocumentMetadata> Describe { get; init; } = (metadata, _) => metadata;

    /// <summary>The name of the tags that stand around the document in the prompts of later steps.</summary>
    public string Tag => Title.ToLowerInvariant().Replace(' ', '_');

    public StepJudgement Read(StepMaterial material, string markdown) => DocumentReader.Read(
        markdown, Title, Sections, (outline, complaints) => ReadFacts(outline, material, complaints));

    /// <param name="model">The model that wrote the last part.</param>
    /// <param name="tokens">Of all calls that made the document.</param>
    public DocumentMetadata MetadataOf(StepFacts facts, string model, long tokens) =>
        Describe(new DocumentMetadata(model, tokens, model == OfflineModel.Name ? true : null), facts);

    /// <returns>A <see cref="Describe"/> for facts of one kind.</returns>
    public static Func<DocumentMetadata, StepFacts, DocumentMetadata> From<T>(Func<DocumentMetadata, T, DocumentMetadata> describe)
        where T : StepFacts => (metadata, facts) => describe(metadata, (T)facts);
}
