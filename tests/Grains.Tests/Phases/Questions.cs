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

    public static IStepDefinition Definition(Step step) =>
        new IStepDefinition[] { new SmartDetectionStep(), new ApproachDetectionStep() }
            .Concat(DocumentStep.All())
            .Single(definition => definition.Step == step);

    public static StepModels Models { get; } = new(StepCatalogue.Rows.ToDictionary(row => row.Step, StepModel.Default));

    public static ModelQuestion Ask(StepRequest request, string model = "m") =>
        Question.Build(request, Models.Of(request.Step) with { Model = model });

    public static CallOrigin Origin(Step step) => StepCalls.OriginOf(Request(step));

    public static StepRequest Request(Step step, StepMaterial? material = null, params IReadOnlyList<EarlierCall> earlier) =>
        new(Guid.Empty, Guid.Empty, 1, step, earlier.Count + 1, material ?? Material, earlier);

    public static EarlierCall Cut(string text) => new(CallVerdict.Continue, text, null);

    public static EarlierCall Faulty(string text, string complaint) => new(CallVerdict.Repair, text, complaint);

    public static StepReply Judge(StepRequest request, string text, bool truncated = false)
    {
        var definition = Definition(request.Step);
        return CallJudge.Judge(definition, request, new ModelAnswer(text, truncated, Call), Ask(request).Json);
    }
}
