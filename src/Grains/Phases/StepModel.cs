using AiDevFramework.Plans.Catalogue;

namespace AiDevFramework.Grains.Phases;

/// <summary>How a step asks its model.</summary>
/// <param name="Fallbacks">Models that are asked, in order, when the first one gives no answer.</param>
/// <param name="Temperature">0 to 2.</param>
/// <param name="MaxTokens">Completion limit.</param>
internal sealed record StepModel(string Model, IReadOnlyList<string> Fallbacks, double Temperature, int MaxTokens)
{
    public static StepModel Default(StepRow row) => new(row.Model.Model, [], row.Model.Temperature, row.Model.MaxTokens);
}
