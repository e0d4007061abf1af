namespace AiDevFramework.Llm;

/// <summary>What a model takes and gives, in tokens; <see langword="null"/> where nobody says.</summary>
/// <param name="ContextLength">Prompt and completion together.</param>
internal readonly record struct ModelLimits(int? ContextLength, int? MaxCompletionTokens)
{
    /// <returns>The smaller of each.</returns>
    public ModelLimits Within(ModelLimits other) => new(
        Smaller(ContextLength, other.ContextLength), Smaller(MaxCompletionTokens, other.MaxCompletionTokens));

    private static int? Smaller(int? one, int? other) => one < other || other is null ? one : other;
}
