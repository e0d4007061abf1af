using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Llm;
using AiDevFramework.Plans.Catalogue;
using AiDevFramework.Plans.Documents;

namespace AiDevFramework.Grains.Phases;

/// <summary>A step that writes a document.</summary>
internal sealed class DocumentStep(StepQuestion question, StepRow row, DocumentRow document) : IStepDefinition
{
    public Step Step => row.Step;

    public ModelQuestion Ask(StepRequest request, string model) => question.Build(request, model);

    public QuestionSize Measure(StepRequest request) => question.Measure(request);

    public StepJudgement Judge(StepRequest request, string text) => document.Read(request.Material, StepQuestion.Joined(request, text));

    /// <summary>The documents of the catalogue.</summary>
    public static IEnumerable<DocumentStep> All(StepQuestion question) =>
        from row in StepCatalogue.Rows
        let document = row.Document
        where document is not null
        select new DocumentStep(question, row, document);
}
