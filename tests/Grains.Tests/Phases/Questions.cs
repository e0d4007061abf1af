using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Phases;
using AiDevFramework.Grains.Prompts;
using AiDevFramework.Grains.State;
using AiDevFramework.Llm;
using AiDevFramework.Plans.Catalogue;

namespace AiDevFramework.Grains.Tests.Phases;

/// <summary>Steps with the shipped prompts, requests for them and answers of a model.</summary>
internal static class Questions
{
    public static string PromptFolder { get; } = Path.Combine(AppContext.BaseDirectory, "prompts");

    public static StepQuestion Question { get; } = new(new PromptLibrary(PromptFolder));

    public static ModelCall Call { get; } = new("test/model", 10, 20, 30, 0.01m, CostSource.Provider, 5, "stop", "gen-1");

    public static StepMaterial Material { get; } = new("A task list that sorts itself", Approach.Vertical, new PrdFacts(4, Complexity.Medium))
    {
        Documents = StepCatalogue.Rows.Where(row => row.Document is not null).ToDictionary(row => row.Step, row => $"# {row.Document!.Title}"),
    };

    private static readonly IReadOnlyList<IStepDefinition> s_decisions = [new SmartDetectionStep(), new ApproachDetectionStep()];

    public static StepModels Models { get; } = new(StepCatalogue.Rows.ToDictionary(row => row.Step, StepModel.Default));

    public static ModelQuestion Ask(StepRequest request, string model = "m") =>
        Question.Build(request, Models.Of(request.Step) with { Model = model });

    public static CallOrigin Origin(Step step) => StepCalls.OriginOf(Request(step));

    public static StepRequest Request(Step step, StepMaterial? material = null, params IReadOnlyList<EarlierCall> earlier) =>
        new(Guid.Empty, Guid.Empty, 1, step, earlier.Count + 1, material ?? Material, earlier);

    public static EarlierCall Cut(string text) => new(CallVerdict.Continue, text, null);

    public static EarlierCall Faulty(string text, string complaint) => new(CallVerdict.Repair, text, complaint);

    public static EarlierCall Mendable(string text, string complaint, params IReadOnlyList<string> parts) =>
        new(CallVerdict.Repair, text, complaint, new MendOrder("PRD", parts));

    /// <summary>Judges the form of an answer alone: what the checks find, they have tests of their own for.</summary>
    public static StepReply Judge(StepRequest request, string text, bool truncated = false, params IReadOnlyList<string> fallbacks) =>
        Judge(request, new ModelAnswer(text, truncated, Call), fallbacks);

    public static StepReply Judge(StepRequest request, ModelAnswer answer, params IReadOnlyList<string> fallbacks) =>
        StepCatalogue.Of(request.Step).Document is { } document
            ? DocumentJudge.Judge(document, request, answer, Models.Of(request.Step) with { Fallbacks = fallbacks }, checks: [])
            : CallJudge.Judge(s_decisions.Single(step => step.Step == request.Step), request, answer);
}
