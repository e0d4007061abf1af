using AiDevFramework.Chaos.Checker.Checks;
using AiDevFramework.Chaos.Checker.Evidence;

namespace AiDevFramework.Chaos.Checker;

/// <param name="Id">As in the catalogue of invariants: I1, I2 …; T1, T2 … are targets, judged where enough cases were seen.</param>
/// <param name="Check">Says what breaks it, one text for each case.</param>
internal sealed record Invariant(string Id, string Title, Func<Facts, IEnumerable<string>> Check)
{
    /// <summary>Whether the run shows enough to judge it by.</summary>
    public Func<Facts, bool> CanBeJudged { get; init; } = _ => true;

    public static IReadOnlyList<Invariant> All { get; } =
    [
        new("I1", "what was acknowledged is stored, what was not is stored once at most", Commands.Acknowledged),
        new("I2", "every run that began has one end", Runs.OneEnd),
        new("I3", "events are numbered 1, 2, 3 without a hole", Runs.Dense),
        new("I4", "every feed is a slice of the table, in order, once, to the byte", Feeds.Slices),
        new("I5", "nothing was seen that is not stored", Feeds.NothingUnstored),
        new("I6", "phases follow one another as the workflow says", Runs.LegalTransitions),
        new("I7", "the documents are those the decision calls for", Results.DocumentSet),
        new("I8", "completed projects hold whole documents, of lines that the model wrote", Results.WholeDocuments),
        new("I9", "one cost everywhere, to the last digit", Results.Money),
        new("I10", "the provider's bill and our rows agree both ways", Payments.BillAgrees),
        new("I11", "no call is paid for a step that is committed", Payments.NoneAfterCommit),
        new("I12", "extra calls are no more than interruptions", Payments.ExtraCalls),
        new("I13", "no superseded silo has written", Fencing.NoZombieWrites),
        new("I14", "writers of a project follow one another", Fencing.WriterOrder),
        new("I16", "times run forward", Runs.Times),
        new("I18", "after a confirmed cancel no call starts", Payments.NoneAfterCancel),
        new("I20", "no secret is in logs, feeds, answers or tables", Secrecy.Kept),
        new("I21", "no process said what it never should, none answered 500", Logs.Quiet),
        new("I22", "nothing is left over when all clients are gone", Leftovers.None),
        new("I25", "no read is older than what its client had seen", Commands.MonotonicReads),
        new("I26", "after the last fault everything works", Commands.Healed),
        new("I27", "the run means something", Vacuity.Meaningful),
        new("I28", "what is stored is in its normal form, with the constraints of the idea", Results.NormalForm),
        new("I29", "no document is worse than a candidate that was paid for", Results.BestCandidate),
        new("I30", "nobody saw what is not theirs", People.SawTheirOwnAlone),
        new("I31", "a deleted project never comes back", People.StaysDeleted),
        new("T1", "runs of a killed silo are taken over within 5 s, 99 of 100", Takeovers.InTimeAfterKill) { CanBeJudged = Takeovers.AreEnoughAfterKill },
        new("T2", "runs of a frozen silo are taken over within 20 s, 99 of 100", Takeovers.InTimeAfterFreeze) { CanBeJudged = Takeovers.AreEnoughAfterFreeze },
        new("T3", "no request takes longer than 5 s", Commands.AnsweredInTime),
    ];
}
