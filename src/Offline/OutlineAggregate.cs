namespace AiDevFramework.Offline;

internal sealed record OutlineAggregate(string Name, string StandsFor, string Invariants, IReadOnlyList<OutlineEvent> Events);
