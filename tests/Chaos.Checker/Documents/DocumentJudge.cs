namespace AiDevFramework.Chaos.Checker.Documents;

/// <summary>What the checker keeps of a stored document: the text itself would fill the disk.</summary>
/// <param name="LinesSha256">Of what a model wrote of it.</param>
/// <param name="NotNormal">What of it is not in its normal form.</param>
/// <param name="Foreign">Lines of it that no answer has; empty where the answers are not kept.</param>
/// <param name="WorseBy">Faults that it has although a document without any could have been stored. One that has some of them is not compared: what is
/// put right may break what rests on it, as a flow that names a lost event.</param>
internal sealed record DocumentJudge(
    int Length, string LinesSha256, IReadOnlyList<string> NotNormal, IReadOnlyList<string> Foreign, IReadOnlyList<string> WorseBy)
{
    /// <summary>Where a better document is: that one and the stored one, for whoever looks into it.</summary>
    public string? Compared { get; init; }

    /// <param name="requirements">The project's; <see langword="null"/> where there are none.</param>
    /// <param name="forbids">Whether the idea rules technologies out: a part that names one may be worse than none, which is the product's to judge.</param>
    public static DocumentJudge Of(
        string type, string markdown, string? requirements, IReadOnlyList<(string Id, string Quote)> constraints, IReadOnlyList<PaidAnswer> answers,
        bool forbids = false)
    {
        var text = new DocumentText(markdown);
        var known = requirements is null ? null : new DocumentText(requirements);
        var better = forbids ? null : Candidates.Of(type, answers, known).FirstOrDefault(candidate =>
            DocumentFaults.Of(type, candidate, known).Count == 0 && Candidates.IsWorse(type, text, candidate, known));
        return new DocumentJudge(
            markdown.Length,
            OwnLines.Sha256(text),
            [.. NormalForm.Breaches(type, text, constraints)],
            answers.Any(answer => answer.Text is null && answer.Verdict == "ACCEPTED")
                ? [] : [.. OwnLines.Foreign(text, Texts(answers)).Take(5)],
            better is null ? [] : [.. DocumentFaults.Of(type, text, known).Except(DocumentFaults.Of(type, better, known))])
        {
            Compared = better is null ? null : $"{string.Join('\n', better.Lines)}\n\n<<< stored >>>\n\n{markdown}",
        };
    }

    /// <summary>The answers, and what those are together that go on where another was cut.</summary>
    private static IEnumerable<string> Texts(IReadOnlyList<PaidAnswer> answers) =>
        answers.Select(answer => answer.Text ?? "").Append(string.Concat(answers.Where(answer => answer.Verdict != "FAILED").Select(answer => answer.Text)));
}
