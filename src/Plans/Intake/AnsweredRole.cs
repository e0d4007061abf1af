namespace AiDevFramework.Plans.Intake;

internal sealed record AnsweredRole(string? Name, string? Situation);
