using AiDevFramework.Llm;

namespace AiDevFramework.Grains.Attempts;

/// <summary>An attempt whose cost only the provider can tell.</summary>
/// <param name="Status"><see cref="AttemptStatus.Unknown"/>, or <see cref="AttemptStatus.Answered"/> without a word about tokens and cost.</param>
/// <param name="Checks">How often it was asked, this time included.</param>
internal sealed record UnknownAttempt(Guid Id, Guid ProjectId, string GenerationId, AttemptStatus Status, string? ErrorClass, int Checks)
{
    /// <summary>How often the provider is asked about an attempt of unknown end before it stays unknown: for about a day.</summary>
    internal const int MostChecks = 34;

    /// <summary>The same about an answer: for some minutes. A server that reports no tokens hardly keeps accounts.</summary>
    internal const int MostChecksOfAnAnswer = 8;

    public bool IsLastCheck => Checks >= (Status is AttemptStatus.Unknown ? MostChecks : MostChecksOfAnAnswer);
}
