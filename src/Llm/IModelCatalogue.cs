namespace AiDevFramework.Llm;

/// <summary>What models cost and what they take. Replaced in tests.</summary>
internal interface IModelCatalogue
{
    /// <summary>Completes when the provider was asked for the first time, whatever came of it.</summary>
    Task Asked => Task.CompletedTask;

    /// <returns><see langword="null"/> where the price is not known, which is not the same as 0.</returns>
    ModelPrice? PriceOf(string model);

    ModelLimits LimitsOf(string model);

    /// <returns>What the model is known not to take, by the provider's list or from a refusal within the last day.</returns>
    RefusedMembers RefusedBy(string model) => RefusedMembers.None;

    /// <summary>Remembers for a day what a refusal told of a model.</summary>
    void Remember(string model, RefusedMembers refused, ModelLimits limits)
    {
    }
}
