using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Llm;

/// <summary>How an attempt ended.</summary>
/// <param name="ErrorClass">Why there is no answer, in snake_case; <see langword="null"/> with one.</param>
/// <param name="Call">What the provider said about it; <see langword="null"/> where it said nothing.</param>
internal sealed record AttemptEnd(AttemptStatus Status, string? ErrorClass, ModelCall? Call)
{
    private const string CalledOff = "cancelled";

    private static readonly string OnlyReasoning = ModelCallTelemetry.OutcomeOf(ChatFailure.OnlyReasoning);

    /// <summary>It never left this process: it cost nothing.</summary>
    public static readonly AttemptEnd NotSent = new(AttemptStatus.Cancelled, "not_sent", null);

    /// <summary>The provider's own reason, cut and without secrets; <see langword="null"/> where it gave none.</summary>
    public string? Reason { get; init; }

    /// <summary>The provider's id of the call, where it is known without a report.</summary>
    public string? GenerationId { get; init; }

    public static AttemptEnd Answered(ModelCall call) => new(AttemptStatus.Answered, null, call);

    /// <param name="reported">What the attempt reported before it failed.</param>
    /// <param name="begun">Whether anything of an answer had come.</param>
    public static AttemptEnd Failed(ChatFailureException failure, ModelCall? reported, bool begun) => new(
        reported is null && (begun || !FailureRules.CostsNothing(failure)) ? AttemptStatus.Unknown : AttemptStatus.Failed,
        ModelCallTelemetry.OutcomeOf(failure.Failure),
        reported);

    /// <summary>The caller gave up, or something of ours broke.</summary>
    /// <param name="reported">What the attempt reported before that.</param>
    public static AttemptEnd BrokenOff(Exception exception, ModelCall? reported) => (exception, reported) switch
    {
        (OperationCanceledException, null) => new(AttemptStatus.Unknown, CalledOff, null),
        (OperationCanceledException, _) => new(AttemptStatus.Cancelled, CalledOff, reported),
        (_, null) => new(AttemptStatus.Unknown, "broke", null),
        _ => new(AttemptStatus.Failed, "broke", reported),
    };

    /// <summary>Whether an attempt that ended so spent all that it was allowed to write on reasoning.</summary>
    public static bool IsOnlyReasoning(string? errorClass) => errorClass == OnlyReasoning;

    /// <returns>The status of an unknown attempt once its cost is known.</returns>
    public static AttemptStatus Settled(string? errorClass) => errorClass == CalledOff ? AttemptStatus.Cancelled : AttemptStatus.Failed;
}
