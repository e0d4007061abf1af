namespace AiDevFramework.Chaos.Checker.Documents;

/// <summary>The documents that could have been stored, by the answers that were paid for.</summary>
internal static class Candidates
{
    /// <param name="answers">Of the step, oldest first.</param>
    /// <returns>Whole answers, those that are joined of several, and those with parts that were written anew.</returns>
    public static IReadOnlyList<DocumentText> Of(string type, IReadOnlyList<PaidAnswer> answers, DocumentText? requirements)
    {
        var candidates = new List<DocumentText>();
        DocumentText? best = null;
        IReadOnlyList<string> asked = [];
        var begun = "";
        foreach (var answer in answers)
        {
            if (answer.Verdict == "CONTINUE")
            {
                begun += answer.Text;
                continue;
            }

            if (answer is { Verdict: "ACCEPTED" or "REPAIR", Text: not null })
            {
                var text = new DocumentText(begun + answer.Text);
                var candidate = asked.Count == 0 || best is null ? text : WithParts(best, text, asked);
                candidates.Add(candidate);
                best = best is null || !IsWorse(type, candidate, best, requirements) ? candidate : best;
            }

            if (answer is { Verdict: "FAILED", EndedByItself: true })
            {
                (best, candidates) = (null, []);
            }

            (begun, asked) = (answer.Verdict == "FAILED" && !answer.EndedByItself ? begun : "", answer.Verdict == "FAILED" ? asked : answer.AskedNext);
        }

        return candidates;
    }

    /// <summary>Whether a document has all faults of another one, and more. Documents of which each has faults that the other lacks are not compared:
    /// which of them is better is the product's to judge.</summary>
    public static bool IsWorse(string type, DocumentText document, DocumentText other, DocumentText? requirements) =>
        DocumentFaults.Of(type, document, requirements).IsProperSupersetOf(DocumentFaults.Of(type, other, requirements));

    private static DocumentText WithParts(DocumentText document, DocumentText answer, IReadOnlyList<string> asked) =>
        asked.Aggregate(document, (whole, key) => answer.Part(key) is { } part ? new DocumentText(whole.With(key, part)) : whole);
}
