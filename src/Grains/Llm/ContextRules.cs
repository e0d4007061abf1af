using System.Globalization;

namespace AiDevFramework.Grains.Llm;

/// <summary>Fits a question into what its model takes, or refuses it before it is paid. Pure.</summary>
internal static class ContextRules
{
    /// <summary>With less room than that no answer is worth asking for.</summary>
    internal const int LeastAnswer = 256;

    // UTF-8 bytes per token: tokenisers make 3 to 5 of them one, in any language.
    private const int BytesPerTokenAtMost = 4;
    private const int BytesPerTokenAtLeast = 3;

    /// <returns>The question with a completion limit that the model allows.</returns>
    /// <exception cref="LlmException">The prompt alone does not fit.</exception>
    public static ModelQuestion Fit(ModelQuestion question, int promptBytes, ModelLimits limits)
    {
        var maxTokens = Math.Min(question.MaxTokens, limits.MaxCompletionTokens ?? int.MaxValue);
        if (limits.ContextLength is { } context)
        {
            if (context - (promptBytes / BytesPerTokenAtMost) < Math.Min(LeastAnswer, maxTokens))
            {
                throw new LlmException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The prompt of about {promptBytes / BytesPerTokenAtMost} tokens does not fit into the {context} tokens of model '{question.Model}'; configure a model with a larger context"),
                    retryAvailable: false);
            }

            maxTokens = Math.Min(maxTokens, Math.Max(LeastAnswer, context - (promptBytes / BytesPerTokenAtLeast)));
        }

        return maxTokens == question.MaxTokens ? question : question with { MaxTokens = maxTokens };
    }
}
