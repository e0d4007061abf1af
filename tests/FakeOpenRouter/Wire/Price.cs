namespace AiDevFramework.FakeOpenRouter.Wire;

/// <summary>US dollars per million tokens.</summary>
internal sealed record Price(decimal Prompt, decimal Completion)
{
    private static readonly Dictionary<string, Price> s_known = new()
    {
        ["openai/gpt-4o-mini"] = new(0.150m, 0.600m),
        ["openai/gpt-4o"] = new(2.50m, 10.00m),
        ["anthropic/claude-3.5-sonnet"] = new(3.00m, 15.00m),
        ["anthropic/claude-3-haiku"] = new(0.25m, 1.25m),
        ["meta-llama/llama-3.3-70b-instruct:free"] = new(0m, 0m),
    };

    public static IReadOnlyDictionary<string, Price> Known => s_known;

    /// <returns><see langword="null"/> for a model without a fixed price.</returns>
    public static Price? Of(string model) => s_known.GetValueOrDefault(model);

    public decimal PromptCost(int tokens) => tokens * Prompt / 1_000_000m;

    public decimal CompletionCost(int tokens) => tokens * Completion / 1_000_000m;

    public decimal Cost(int promptTokens, int completionTokens) => PromptCost(promptTokens) + CompletionCost(completionTokens);
}
