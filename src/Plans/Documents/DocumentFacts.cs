using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Plans.Documents;

/// <summary>What a document's metadata says of it.</summary>
internal static class DocumentFacts
{
    public static DocumentMetadata MetadataOf(StepFacts facts, string model, long tokens)
    {
        var metadata = new DocumentMetadata(model, tokens, model == OfflineModel.Name ? true : null);
        return facts switch
        {
            EventStormingFacts storming => metadata with { KeyEvents = storming.KeyEvents, Aggregates = storming.Aggregates },
            PrdFacts prd => metadata with { FeatureCount = prd.FeatureCount, Complexity = prd.Complexity },
            TechStackFacts stack => metadata with { Frontend = stack.Frontend, Backend = stack.Backend, Database = stack.Database },
            ExecutionPlanFacts plan => metadata with
            {
                Approach = plan.Approach,
                StageCount = plan.StageCount,
                EstimatedDurationWeeks = plan.EstimatedDurationWeeks,
            },
            _ => metadata,
        };
    }
}
