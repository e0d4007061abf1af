namespace AiDevFramework.Grains.Llm.Offline;

internal sealed record ServiceTemplate(string Purpose, string Service, string CostAndFailure);
