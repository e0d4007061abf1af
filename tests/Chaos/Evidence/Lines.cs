namespace AiDevFramework.Chaos.Evidence;

/// <summary>One request of a client to the public API.</summary>
/// <param name="Outcome"><c>ok</c>, <c>fail</c> (refused: nothing was changed), <c>info</c> (nobody knows).</param>
/// <param name="Seen">The number of the last event that the client had seen when it asked.</param>
/// <param name="Answer">What matters of the answer.</param>
/// <param name="User">Whose key it was sent with; <see langword="null"/>: the operator's token.</param>
internal sealed record Operation(
    string Client,
    int Gateway,
    string Kind,
    string Mark,
    Guid? Project,
    DateTimeOffset Began,
    DateTimeOffset Ended,
    string Outcome,
    int Status,
    long Seen,
    object? Answer,
    string? Error,
    Guid? User);

/// <summary>A message of a feed, or what became of its connection: <c>(opened)</c>, <c>(lost)</c>, <c>(left)</c>.</summary>
/// <param name="After">The cursor that a connection was opened with; where it was left, the last number seen.</param>
/// <param name="Complete">Where it was left: whether the client had seen what it waited for, if it waited.</param>
internal sealed record FeedLine(
    string Client, int Gateway, Guid Project, int Connection, string Type, long? Seq, long? After, bool? Complete, string? Raw, DateTimeOffset At);

/// <summary>A fault of the schedule.</summary>
/// <param name="Owner">The silo as the project's rows name it; <see langword="null"/> where the target is none.</param>
/// <param name="Struck">When it took effect; <see langword="null"/> where it never did.</param>
/// <param name="Woken">When a silo went on that had been frozen until the others voted it out.</param>
internal sealed record FaultLine(
    int Number,
    string Kind,
    string Target,
    string? Owner,
    string? Point,
    DateTimeOffset Began,
    DateTimeOffset? Struck,
    DateTimeOffset? Woken,
    DateTimeOffset Ended,
    string? Detail);

/// <summary>The life of a process.</summary>
/// <param name="Ready">When it said that it listens; <see langword="null"/> where it ended before.</param>
internal sealed record ProcessLine(
    string Name,
    int Incarnation,
    int ProcessId,
    string? Owner,
    DateTimeOffset Started,
    DateTimeOffset? Ready,
    DateTimeOffset Ended,
    int ExitCode);

/// <summary>A model call as the provider saw it.</summary>
internal sealed record CallLine(
    int Ordinal,
    string Mark,
    string Step,
    string Behaviour,
    string Outcome,
    int Status,
    string? FinishReason,
    string GenerationId,
    decimal? BilledUsd,
    long SentChars,
    string? LinesSha256,
    DateTimeOffset StartedAt,
    DateTimeOffset? FinishedAt);

/// <summary>What a process still held after the last client was gone.</summary>
internal sealed record LeftoverLine(string Process, string What, double Value);

/// <summary>The run as a whole.</summary>
/// <param name="Secrets">What must be found nowhere else.</param>
internal sealed record RunLine(
    int Seed, string Command, DateTimeOffset Began, DateTimeOffset Healed, DateTimeOffset Quiet, int Unended,
    IReadOnlyList<LeftoverLine> Leftovers, IReadOnlyList<string> Secrets);
