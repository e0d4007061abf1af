using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Web.SystemPage;

/// <param name="HasPrices">Whether the price of each of them is known.</param>
public sealed record PhaseModels(Phase Phase, IReadOnlyList<string> Models, bool HasPrices);
