using AiDevFramework.Plans.Intake;
using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Plans.Blocks;

/// <summary>What prompts are told of a ledger, as data. Both are empty where there is nothing to tell.</summary>
internal static class PromptBlocks
{
    /// <summary>Before the idea was read, what the request states.</summary>
    public static string Constraints(ProjectLedger ledger) => string.Join('\n', ledger.HasConstraints
        ? ledger.Constraints.Select(constraint =>
            $"{constraint.Id} {ConstraintKinds.NameOf(constraint.Kind)}, {(constraint.Hard ? "hard" : "a wish")}: \"{constraint.Quote}\" → {constraint.Rule}")
        : ledger.Stated.Select(stated => $"\"{OneLine.Of(stated, Constraint.MaxQuote)}\""));

    public static string Capacity(ProjectLedger ledger) => CapacityText.Of(Plans.Ledger.Capacity.Of(ledger), language: null, withIds: false);
}
