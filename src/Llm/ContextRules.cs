namespace AiDevFramework.Llm;

/// <summary>Fits a question into what its model takes, or refuses it before it is paid. Pure.</summary>
internal static class ContextRules
{
    /// <summary>Tokens. With less room no answer is worth asking for.</summary>
    internal const int LeastAnswer = 256;

    /// <summary>Tokens. With less room a document would come in more pieces than are asked for.</summary>
    internal const int LeastDocument = 1000;

    // UTF-8 bytes per token: tokenisers make 3 to 5 of them one, in any language.
    private const int BytesPerTokenAtMost = 5;
    private const int BytesPerTokenAtLeast = 3;

    /// <returns>The completion limit to ask for, at most <paramref name="maxTokens"/>; <see langword="null"/> where the prompt alone
    /// cannot fit.</returns>
    public static int? MaxTokens(int promptBytes, int maxTokens, ModelLimits limits)
    {
        var most = Math.Min(maxTokens, limits.MaxCompletionTokens ?? int.MaxValue);
        if (limits.ContextLength is not { } context)
        {
            return most;
        }

        return context - (promptBytes / BytesPerTokenAtMost) < Math.Min(LeastAnswer, most)
            ? null
            : Math.Min(most, Math.Max(LeastAnswer, context - (promptBytes / BytesPerTokenAtLeast)));
    }
}
