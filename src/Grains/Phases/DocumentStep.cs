using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Catalogue;
using AiDevFramework.Plans.Documents;

namespace AiDevFramework.Grains.Phases;

/// <summary>A step that writes a document.</summary>
internal sealed class DocumentStep(Step step, DocumentRow document) : IStepDefinition
{
    public Step Step => step;

    public StepJudgement Judge(StepRequest request, string text) => document.Read(request.Material, StepQuestion.Joined(request, text));

    /// <summary>The documents of the catalogue.</summary>
    public static IEnumerable<DocumentStep> All() =>
        from row in StepCatalogue.Rows
        let document = row.Document
        where document is not null
        select new DocumentStep(row.Step, document);
}
