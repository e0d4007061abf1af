using System.Diagnostics;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Projects;

namespace AiDevFramework.Web.Words;

/// <summary>The names of what every screen speaks of.</summary>
public sealed record DomainTexts
{
    public required string Created { get; init; }
    public required string Processing { get; init; }
    public required string Completed { get; init; }
    public required string Failed { get; init; }
    public required string Cancelled { get; init; }
    public required string Ready { get; init; }
    public required string Concerns { get; init; }
    public required string Draft { get; init; }
    public required string Unchecked { get; init; }

    /// <summary>In the order of the numbers of <see cref="Phase"/>.</summary>
    public required IReadOnlyList<string> Phases { get; init; }

    /// <summary>In the order of the numbers of the document types.</summary>
    public required IReadOnlyList<string> Documents { get; init; }

    /// <summary>In the order of the numbers of <see cref="Complexity"/>.</summary>
    public required IReadOnlyList<string> Complexities { get; init; }

    /// <summary><c>{0}</c> is an amount.</summary>
    public required string UpToUnknown { get; init; }

    public required string UnknownCost { get; init; }

    public string Of(WorkflowStatus status) => status switch
    {
        WorkflowStatus.Created => Created,
        WorkflowStatus.Processing => Processing,
        WorkflowStatus.Completed => Completed,
        WorkflowStatus.Failed => Failed,
        WorkflowStatus.Cancelled => Cancelled,
        _ => throw new UnreachableException($"The page has no word for {status}."),
    };

    public string Of(PlanVerdict verdict) => verdict switch
    {
        PlanVerdict.Ready => Ready,
        PlanVerdict.Concerns => Concerns,
        PlanVerdict.Draft => Draft,
        PlanVerdict.Unchecked => Unchecked,
        _ => throw new UnreachableException($"The page has no word for {verdict}."),
    };

    public string Of(Phase phase) => Phases[(int)phase];

    public string Of(Complexity complexity) => Complexities[(int)complexity];

    internal static readonly DomainTexts English = new()
    {
        Created = "Not started",
        Processing = "Running",
        Completed = "Completed",
        Failed = "Failed",
        Cancelled = "Stopped",
        Ready = "Ready",
        Concerns = "Concerns",
        Draft = "Draft",
        Unchecked = "Not checked",
        Phases = ["Understanding the idea", "Event storming", "Requirements", "Technology", "Execution plan"],
        Documents = ["Event storming", "Requirements", "Technology", "Execution plan"],
        Complexities = ["Low", "Medium", "High"],
        UpToUnknown = "up to {0} more, not yet known",
        UnknownCost = "cost not known",
    };

    internal static readonly DomainTexts German = new()
    {
        Created = "Nicht gestartet",
        Processing = "Läuft",
        Completed = "Fertig",
        Failed = "Gescheitert",
        Cancelled = "Angehalten",
        Ready = "Bereit",
        Concerns = "Bedenken",
        Draft = "Entwurf",
        Unchecked = "Ungeprüft",
        Phases = ["Idee verstehen", "Event Storming", "Anforderungen", "Technik", "Umsetzungsplan"],
        Documents = ["Event Storming", "Anforderungen", "Technik", "Umsetzungsplan"],
        Complexities = ["Niedrig", "Mittel", "Hoch"],
        UpToUnknown = "bis zu {0} mehr, noch nicht bekannt",
        UnknownCost = "Kosten nicht bekannt",
    };
}
