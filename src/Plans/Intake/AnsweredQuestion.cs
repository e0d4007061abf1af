namespace AiDevFramework.Plans.Intake;

internal sealed record AnsweredQuestion(string? Text, IReadOnlyList<string> Options, string? Default, IReadOnlyList<string> Touches);
