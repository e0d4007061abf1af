using System.Collections.Immutable;

namespace AiDevFramework.Grains.Abstractions.Phases;

/// <summary>One model call to make for a step: everything the worker needs, so that it reads no store.</summary>
/// <param name="CallNumber">1 for the first call of the step in this run; a continuation or a repair counts up.</param>
/// <param name="Earlier">The committed calls of this step in this run, oldest first; empty for the first call.</param>
/// <param name="WideModels">Models that spent their allowance at this very call on reasoning: they begin with twice of it.</param>
[GenerateSerializer, Immutable, Alias("aidev.step-request")]
public sealed record StepRequest(
    [property: Id(0)] Guid ProjectId,
    [property: Id(1)] Guid UserId,
    [property: Id(2)] int Run,
    [property: Id(3)] Step Step,
    [property: Id(4)] int CallNumber,
    [property: Id(5)] StepMaterial Material,
    [property: Id(6)] IReadOnlyList<EarlierCall> Earlier,
    [property: Id(7)] IReadOnlyList<string>? WideModels = null);

/// <summary>What a step works on. Members that the step does not use are absent. Ids 1 to 3 were texts of single documents.</summary>
[GenerateSerializer, Immutable, Alias("aidev.step-material")]
public sealed record StepMaterial(
    [property: Id(0)] string Idea,
    [property: Id(4)] Approach? Approach = null,
    [property: Id(5)] PrdFacts? Prd = null)
{
    /// <summary>The documents that the step builds on, by the step that wrote each.</summary>
    [Id(6)] public IReadOnlyDictionary<Step, string> Documents { get; init; } = ImmutableDictionary<Step, string>.Empty;

    /// <summary>The project's ledger as its column holds it; <see langword="null"/> where it has none.</summary>
    [Id(7)] public string? LedgerJson { get; init; }

    /// <summary>The day on which the project was created: dates in its idea count from it.</summary>
    [Id(8)] public DateOnly Created { get; init; }

    /// <summary>The recorded example that answers; <see langword="null"/> where a model or the planner does.</summary>
    [Id(9)] public string? Example { get; init; }

    /// <summary>The stored document that the answer is to replace; <see langword="null"/> where it is the first. Its items keep their identifiers.</summary>
    [Id(10)] public string? Previous { get; init; }

    /// <summary>Whether whoever answers saw which identifier of <see cref="Previous"/> stands for which item. If not, numbers are positions.</summary>
    [Id(11)] public bool PreviousIdsShown { get; init; }
}

/// <param name="Verdict">Why another call follows: <see cref="CallVerdict.Continue"/> or <see cref="CallVerdict.Repair"/>.</param>
/// <param name="Text">The answer as it came, sanitised.</param>
/// <param name="Complaint">What the checker found wrong, for a repair.</param>
/// <param name="Mend">For a repair: the parts that it was asked for; <see langword="null"/>: the whole answer.</param>
[GenerateSerializer, Immutable, Alias("aidev.earlier-call")]
public sealed record EarlierCall(
    [property: Id(0)] CallVerdict Verdict,
    [property: Id(1)] string Text,
    [property: Id(2)] string? Complaint,
    [property: Id(3)] MendOrder? Mend = null);

/// <summary>What a finished model call means for its step. Numbers are wire format.</summary>
public enum CallVerdict
{
    /// <summary>The step is done: its facts, and its document where it writes one, are in the reply.</summary>
    Accepted = 0,

    /// <summary>The answer was cut by the length limit; the next call continues it.</summary>
    Continue = 1,

    /// <summary>The answer has faults; the next call mends parts of it, or writes the whole anew.</summary>
    Repair = 2,

    /// <summary>The step cannot be finished.</summary>
    Failed = 3,
}
