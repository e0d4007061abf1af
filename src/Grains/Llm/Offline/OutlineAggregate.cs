namespace AiDevFramework.Grains.Llm.Offline;

internal sealed record OutlineAggregate(string Name, string StandsFor, string Invariants, IReadOnlyList<OutlineEvent> Events);
