using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Llm;
using AiDevFramework.Plans.Documents;

namespace AiDevFramework.Grains.Phases;

/// <summary>A step that writes a document.</summary>
/// <param name="values">What the step's prompt needs of the material.</param>
/// <param name="read">Checks the document and reads its facts.</param>
internal sealed class DocumentStep(
    StepQuestion question,
    Step step,
    Func<StepMaterial, IReadOnlyList<(string Name, string Value)>> values,
    Func<StepMaterial, string, StepJudgement> read) : IStepDefinition
{
    public Step Step => step;

    public ModelQuestion Ask(StepRequest request, string model) =>
        question.Build(request, model, StepSettings.Document, values(request.Material));

    public QuestionSize Measure(StepRequest request) =>
        question.Measure(request, StepSettings.Document, values(request.Material));

    public StepJudgement Judge(StepRequest request, string text) =>
        read(request.Material, StepQuestion.Joined(request, text));

    /// <summary>The four documents of the specification.</summary>
    public static IEnumerable<DocumentStep> All(StepQuestion question) =>
    [
        new(
            question,
            Step.EventStorming,
            material => [("idea", material.Idea)],
            (_, markdown) => DocumentReader.ReadEventStorming(markdown)),
        new(
            question,
            Step.Prd,
            material => [("idea", material.Idea), ("event_storming", material.EventStormingMd ?? "")],
            (_, markdown) => DocumentReader.ReadPrd(markdown)),
        new(
            question,
            Step.TechStack,
            material => [("prd_md", Require(material.PrdMd))],
            (_, markdown) => DocumentReader.ReadTechStack(markdown)),
        new(
            question,
            Step.ExecutionPlan,
            material =>
            [
                ("prd_md", Require(material.PrdMd)),
                ("tech_stack_md", Require(material.TechStackMd)),
                ("approach", ApproachOf(material).ToString()), // as the title spells it
            ],
            (material, markdown) => DocumentReader.ReadExecutionPlan(markdown, ApproachOf(material), material.Prd?.FeatureCount)),
    ];

    private static string Require(string? document) =>
        document ?? throw new InvalidOperationException("The step is asked for before the document that it builds on is written.");

    private static Approach ApproachOf(StepMaterial material) =>
        material.Approach ?? throw new InvalidOperationException("The plan is asked for before its approach is chosen.");
}
