namespace AiDevFramework.Grains.Phases;

/// <summary>How a step asks. The specification leaves these values open beyond the service's defaults (0.7 and 4000).</summary>
/// <param name="Json">Whether the answer is one JSON object.</param>
/// <param name="Temperature">0 to 2. Decisions ask for the likeliest answer, documents leave room for wording.</param>
/// <param name="MaxTokens">Completion limit. A longer document is continued, so a limit costs a call, never a document.</param>
internal sealed record StepSettings(bool Json, float Temperature, int MaxTokens)
{
    public static readonly StepSettings Decision = new(Json: true, Temperature: 0.2f, MaxTokens: 1000);

    public static readonly StepSettings Document = new(Json: false, Temperature: 0.7f, MaxTokens: 8000);
}
