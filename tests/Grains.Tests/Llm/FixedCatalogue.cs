using AiDevFramework.Llm;

namespace AiDevFramework.Grains.Tests.Llm;

/// <summary>The same for every model.</summary>
internal sealed class FixedCatalogue : IModelCatalogue
{
    public ModelPrice? Price { get; set; }

    public ModelLimits Limits { get; set; }

    public RefusedMembers Refused { get; set; }

    public ModelPrice? PriceOf(string model) => Price;

    public ModelLimits LimitsOf(string model) => Limits;

    public RefusedMembers RefusedBy(string model) => Refused;
}
