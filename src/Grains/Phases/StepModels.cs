using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Llm;
using AiDevFramework.Plans.Catalogue;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Grains.Phases;

/// <summary>The model of every step, as it is configured.</summary>
internal sealed class StepModels(IReadOnlyDictionary<Step, StepModel> models)
{
    public StepModel Of(Step step) => models[step];

    /// <summary>The model that answers the request: the recording where its project shows an example, whatever is configured.</summary>
    public StepModel For(StepRequest request) => request.Material.Example is { } example
        ? models[request.Step] with { Model = RecordedModel.NameOf(example), Fallbacks = [] }
        : models[request.Step];

    public static StepModels Read(IOptionsMonitor<StepModelOptions> settings, LlmOptions llm) =>
        new(StepCatalogue.Rows.ToDictionary(row => row.Step, row => Read(settings.Get(row.Name), llm)));

    private static StepModel Read(StepModelOptions settings, LlmOptions llm) => new(
        llm.Offline ? OfflineModel.Name : settings.Model, settings.FallbackModels, settings.Temperature, settings.MaxTokens);
}
