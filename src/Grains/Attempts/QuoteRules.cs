using AiDevFramework.Llm;

namespace AiDevFramework.Grains.Attempts;

/// <summary>Prices a question at the most it can cost. Pure.</summary>
internal static class QuoteRules
{
    /// <summary>A prompt has no more tokens than bytes, nor more than its model takes. Where the server takes no completion limit, the model's own
    /// limit bounds the answer; without one nothing bounds the cost.</summary>
    /// <param name="price"><see langword="null"/> where it is not known.</param>
    /// <param name="takesMaximum">Whether the server takes a completion limit.</param>
    public static Quote For(
        string model, string provider, int promptBytes, int maxTokens, ModelPrice? price, ModelLimits limits, bool takesMaximum)
    {
        var asked = takesMaximum ? maxTokens : int.MaxValue;
        var mostTokens = Math.Min(asked, limits.MaxCompletionTokens ?? int.MaxValue);
        var mostUsd = price?.MostUsd(Math.Min(promptBytes, limits.ContextLength ?? int.MaxValue), mostTokens);
        return new Quote(model, provider, mostUsd)
        {
            IsUnlimited = mostUsd is null && price is not null && mostTokens == int.MaxValue,
        };
    }
}
