namespace AiDevFramework.Grains.Llm.Offline;

internal sealed record AggregateTemplate(string Name, string StandsFor, string Invariants);
