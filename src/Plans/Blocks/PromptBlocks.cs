using AiDevFramework.Plans.Intake;
using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Plans.Blocks;

/// <summary>What prompts are told of a ledger, as data. Both are empty where there is nothing to tell.</summary>
internal static class PromptBlocks
{
    /// <summary>A line each: the constraints, or what the request states while the idea was not read; the language that the request asks for;
    /// what the idea leaves open, with the answer that is assumed.</summary>
    public static string Constraints(ProjectLedger ledger) =>
        ledger is { HasConstraints: false, Stated.Count: 0, StatedLanguage: null, Questions.Count: 0 }
            ? ""
            : string.Join('\n', Limits(ledger).Concat(Language(ledger)).Concat(Questions(ledger)));

    public static string Capacity(ProjectLedger ledger) => !ledger.HasConstraints ? "" : CapacityText.Of(Plans.Ledger.Capacity.Of(ledger), language: null, withIds: false);

    private static IEnumerable<string> Limits(ProjectLedger ledger) => ledger.HasConstraints
        ? ledger.Constraints.Select(Limit)
        : ledger.Stated.Select(stated => $"\"{OneLine.Of(stated, Constraint.MaxQuote)}\"");

    private static string Limit(Constraint constraint)
    {
        var weight = constraint.Hard ? "hard" : "a wish";
        return $"{constraint.Id} {ConstraintKinds.NameOf(constraint.Kind)}, {weight}: \"{constraint.Quote}\" → {constraint.Rule}";
    }

    private static IEnumerable<string> Language(ProjectLedger ledger) =>
        ledger.StatedLanguage is { } language ? [$"The plan is written in the language {language}."] : [];

    private static IEnumerable<string> Questions(ProjectLedger ledger) => ledger.Questions.Select(question =>
        $"{question.Id} {(question.Answer is null ? "open question" : "question")}: {question.Text}{Options(question)}{Taken(question)}");

    private static string Options(OpenQuestion question) => question.Options.Count == 0 ? "" : $" ({string.Join(" / ", question.Options)})";

    private static string Taken(OpenQuestion question) => question switch
    {
        { Answer: { } answer } => $" → answered: {answer}",
        { Default: { Length: > 0 } taken } => $" → assumed: {taken}",
        _ => "",
    };
}
