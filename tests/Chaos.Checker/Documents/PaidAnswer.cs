namespace AiDevFramework.Chaos.Checker.Documents;

/// <summary>An answer to a step, as its row has it.</summary>
/// <param name="Text"><see langword="null"/> where the document is all that is kept of it.</param>
/// <param name="EndedByItself">Whether a failed call came to an end of its own: what follows it begins anew.</param>
/// <param name="AskedNext">The parts that the next call is asked for; none: the whole, or nothing.</param>
internal sealed record PaidAnswer(string Verdict, string? Text, bool EndedByItself, IReadOnlyList<string> AskedNext);
