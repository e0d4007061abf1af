using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Catalogue;
using AiDevFramework.Plans.Documents;

namespace AiDevFramework.Plans.Tests.Documents;

/// <summary>Reads documents as the catalogue's rows do.</summary>
internal static class Answers
{
    public static StepJudgement ReadEventStorming(string markdown) => Read(Step.EventStorming, markdown);

    public static StepJudgement ReadPrd(string markdown) => Read(Step.Prd, markdown);

    public static StepJudgement ReadTechStack(string markdown) => Read(Step.TechStack, markdown);

    public static StepJudgement ReadExecutionPlan(string markdown, Approach approach) => Read(Step.ExecutionPlan, markdown, approach);

    private static StepJudgement Read(Step step, string markdown, Approach? approach = null) =>
        StepCatalogue.Of(step).Document!.Read(new StepMaterial("An idea of ten characters", approach), markdown);
}
