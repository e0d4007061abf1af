using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Grains.State;
using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Grains.Workflow;

/// <summary>A project as its command creates it. Pure.</summary>
internal static class NewProject
{
    public static ProjectSnapshot Of(Guid id, CreateProject command, DateTimeOffset now)
    {
        var metadata = ProjectMetadata.Empty with
        {
            MaxCostUsd = command.MaxCostUsd is { } limit ? Usd.Normalize(limit) : null,
            Example = command.Example,
        };
        return new ProjectSnapshot(
            id, command.UserId, command.Idea, WorkflowStatus.Created, CurrentPhase: null, metadata, CreatedAt: now, UpdatedAt: now, CompletedAt: null,
            Version: 1, Owner: null, Run: 0, RunStartedAt: null, LastSeq: 0, LedgerJson: LedgerOf(command));
    }

    private static string? LedgerOf(CreateProject command) => command is { Constraints: null or [], Language: null }
        ? null
        : LedgerJson.Write(new ProjectLedger { Stated = command.Constraints ?? [], StatedLanguage = command.Language });
}
