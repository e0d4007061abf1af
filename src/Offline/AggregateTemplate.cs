namespace AiDevFramework.Offline;

internal sealed record AggregateTemplate(string Name, string StandsFor, string Invariants);
