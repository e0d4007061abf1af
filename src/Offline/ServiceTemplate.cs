namespace AiDevFramework.Offline;

internal sealed record ServiceTemplate(string Purpose, string Service, string CostAndFailure);
