namespace AiDevFramework.Plans.Catalogue;

/// <summary>How a step asks its model where no setting says otherwise.</summary>
/// <param name="Model">As OpenRouter names it.</param>
/// <param name="Temperature">0 to 2.</param>
/// <param name="MaxTokens">Completion limit. A longer document is continued: a limit costs a further call, never a document.</param>
internal sealed record ModelDefaults(string Model, double Temperature, int MaxTokens)
{
    /// <summary>Asks for the likeliest answer. The specification has 0.7 and 4000 for all calls, and 0.3 and 1000 in its example of a decision.</summary>
    public static ModelDefaults Decision(string model) => new(model, Temperature: 0.2, MaxTokens: 1000);

    /// <summary>Leaves room for wording, and for a long document: the specification's 4000 tokens would cut most of them.</summary>
    public static ModelDefaults Document(string model) => new(model, Temperature: 0.7, MaxTokens: 8000);
}
