using System.Text.Json;
using AiDevFramework.Chaos.Checker.Documents;

namespace AiDevFramework.Chaos.Checker.Evidence;

/// <summary>All that is known of a run when it is over.</summary>
internal sealed record Facts
{
    public required RunLine Run { get; init; }

    public IReadOnlyList<ProjectRow> Projects { get; init; } = [];

    public IReadOnlyList<PhaseRow> Phases { get; init; } = [];

    public IReadOnlyList<DocumentRow> Documents { get; init; } = [];

    public IReadOnlyList<ModelRow> ModelRows { get; init; } = [];

    /// <summary>Every request to a model; empty where the run was before there were such rows.</summary>
    public IReadOnlyList<AttemptRow> Attempts { get; init; } = [];

    public IReadOnlyList<EventRow> Events { get; init; } = [];

    /// <summary>Every change of a project's row, as the database noted it itself.</summary>
    public IReadOnlyList<WriteRow> Writes { get; init; } = [];

    public IReadOnlyList<Operation> Operations { get; init; } = [];

    public IReadOnlyList<FeedLine> Feeds { get; init; } = [];

    public IReadOnlyList<FaultLine> Faults { get; init; } = [];

    /// <summary>When the machine did nothing at all.</summary>
    public IEnumerable<FaultLine> Standstills => Faults.Where(fault => fault.Kind == "Standstill");

    public IReadOnlyList<ProcessLine> Processes { get; init; } = [];

    /// <summary>The provider's own log.</summary>
    public IReadOnlyList<CallLine> Calls { get; init; } = [];

    /// <summary>Lines of the processes' logs that nobody should ever see.</summary>
    public IReadOnlyList<LogLine> Alarms { get; init; } = [];

    /// <summary>Lines of anything that the run left, that have a secret in them; without it.</summary>
    public IReadOnlyList<LogLine> Leaks { get; init; } = [];

    /// <summary>Writes that the row's version kept out.</summary>
    public IReadOnlyList<FencedWrite> Fenced { get; init; } = [];
}

/// <summary>The tables, in one file beside the others: a run can be judged again when its database is gone.</summary>
internal sealed record Tables(
    IReadOnlyList<ProjectRow> Projects,
    IReadOnlyList<PhaseRow> Phases,
    IReadOnlyList<DocumentRow> Documents,
    IReadOnlyList<ModelRow> ModelRows,
    IReadOnlyList<EventRow> Events,
    IReadOnlyList<WriteRow> Writes,
    IReadOnlyList<AttemptRow>? Attempts = null);

/// <param name="Mark">The first <c>[[…]]</c> of the idea.</param>
internal sealed record ProjectRow(
    Guid Id, string Mark, string Status, string? CurrentPhase, JsonElement Metadata, DateTimeOffset CreatedAt, DateTimeOffset? CompletedAt,
    DateTimeOffset? RunStartedAt, long Version, int Run, long LastSeq)
{
    /// <summary>How much the idea demands, as the project's ledger has it.</summary>
    public int Constraints { get; init; }

    public Guid UserId { get; init; }

    /// <summary>Whether its row is there and nobody may see it.</summary>
    public bool IsDeleted { get; init; }
}

internal sealed record PhaseRow(Guid ProjectId, string Phase, string Status, DateTimeOffset StartedAt, DateTimeOffset? CompletedAt);

internal sealed record DocumentRow(Guid ProjectId, string Type, DocumentJudge Judged);

internal sealed record ModelRow(
    Guid ProjectId, int Run, string Phase, string Step, int CallNumber, string Verdict, decimal CostUsd, string CostSource, string? FinishReason,
    string? GenerationId, DateTimeOffset CreatedAt)
{
    /// <summary>Whether the next call was asked for parts of the document.</summary>
    public bool AsksForParts { get; init; }
}

/// <param name="Checks">How often the provider was asked what it cost.</param>
internal sealed record AttemptRow(
    Guid ProjectId, int Run, string Step, int CallNumber, int Attempt, string Status, decimal? CostUsd, string? GenerationId, int Checks,
    string? ErrorClass = null)
{
    /// <summary>Its cost was found out when it had ended as unknown: no row of a call holds it.</summary>
    public bool IsSettled => Checks > 0 && Status is not ("UNKNOWN" or "ANSWERED");

    /// <summary>Its answer said nothing of its cost, and the provider told it later: its call's row stays without one.</summary>
    public bool IsToldLate => Checks > 0 && Status == "ANSWERED" && CostUsd is not null;

    /// <summary>Whether it is on record as one that never left its silo.</summary>
    public bool IsUnsent => ErrorClass == "not_sent";
}

internal sealed record EventRow(Guid ProjectId, long Seq, string Type, string Payload, DateTimeOffset CreatedAt);

internal sealed record WriteRow(
    long Id, Guid ProjectId, DateTimeOffset At, string? Writer, long? OldVersion, long NewVersion, string? OldOwner, string? NewOwner,
    string? OldStatus, string NewStatus, int? OldRun, int NewRun, long? OldSeq, long NewSeq, int? OldTakeovers, int NewTakeovers)
{
    /// <summary>Somebody goes on with a run that somebody else, or an earlier self, had.</summary>
    public bool IsTakeover => OldStatus == "PROCESSING" && NewStatus == "PROCESSING" && NewSeq == OldSeq && NewOwner != "-"
        && (NewOwner != OldOwner || NewTakeovers > OldTakeovers);
}

internal sealed record Operation(
    string Client, int Gateway, string Kind, string Mark, Guid? Project, DateTimeOffset Began, DateTimeOffset Ended, string Outcome, int Status,
    long Seen, JsonElement? Answer, string? Error)
{
    /// <summary>Whose key it was sent with; <see langword="null"/>: the operator's token.</summary>
    public Guid? User { get; init; }
}

internal sealed record FeedLine(
    string Client, int Gateway, Guid Project, int Connection, string Type, long? Seq, long? After, bool? Complete, string? Raw, DateTimeOffset At);

internal sealed record FaultLine(
    int Number, string Kind, string Target, string? Owner, string? Point, DateTimeOffset Began, DateTimeOffset? Struck, DateTimeOffset? Woken,
    DateTimeOffset Ended, string? Detail);

internal sealed record ProcessLine(
    string Name, int Incarnation, int ProcessId, string? Owner, DateTimeOffset Started, DateTimeOffset Ended, int ExitCode)
{
    /// <summary>When it said that it listens; <see langword="null"/> where it ended before.</summary>
    public DateTimeOffset? Ready { get; init; }

    /// <summary>Whether it took the place of one that had ended.</summary>
    public bool IsRestart => Incarnation > 1;
}

internal sealed record CallLine(
    int Ordinal, string Mark, string Step, string Behaviour, string Outcome, int Status, string? FinishReason, string GenerationId,
    decimal? BilledUsd, long SentChars, string? LinesSha256, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt);

/// <param name="Leftovers">What was looked for when all clients were gone; <see langword="null"/> where nobody looked.</param>
/// <param name="Secrets">What must be found nowhere; <see langword="null"/> where there were none.</param>
internal sealed record RunLine(
    int Seed, string Command, DateTimeOffset Began, DateTimeOffset Healed, DateTimeOffset Quiet, int Unended,
    IReadOnlyList<Leftover>? Leftovers, IReadOnlyList<string>? Secrets);

internal sealed record Leftover(string Process, string What, double Value);

internal sealed record LogLine(string Process, string Text);

internal sealed record FencedWrite(string Process, Guid Project, long ExpectedVersion);
