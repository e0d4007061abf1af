namespace AiDevFramework.Grains.Llm;

/// <summary>What models cost and what they take. Replaced in tests.</summary>
internal interface IModelCatalogue
{
    /// <returns><see langword="null"/> where the price is not known, which is not the same as 0.</returns>
    ModelPrice? PriceOf(string model);

    ModelLimits LimitsOf(string model);
}
