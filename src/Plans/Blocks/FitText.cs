using System.Globalization;
using AiDevFramework.Plans.Intake;
using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Plans.Blocks;

/// <summary>What people, time and money allow, what is planned, whether it fits, and what else binds: one line, in the plan's language.</summary>
internal static class FitText
{
    private const int MaxQuote = 60;

    public static string Of(ProjectLedger ledger, PlannedWork work)
    {
        var capacity = Capacity.Of(ledger);
        string[] sentences =
        [
            CapacityText.Of(capacity, ledger.Language, withIds: true),
            .. capacity.IsKnown ? PlannedText.Of(capacity, ledger.GivenRate, work, ledger.Language) : [],
            Binding(ledger),
        ];
        return string.Join(' ', sentences.Where(sentence => sentence.Length > 0));
    }

    private static string Binding(ProjectLedger ledger)
    {
        var entries = ledger.Constraints.Select(constraint =>
            $"{Wording.LabelOf(constraint, ledger.Language)} \"{OneLine.Of(constraint.Quote, MaxQuote)}\"");
        return string.Create(
            CultureInfo.InvariantCulture, $"{(Wording.IsGerman(ledger.Language) ? "Verbindlich" : "Binding")}: {string.Join("; ", entries)}.");
    }
}
