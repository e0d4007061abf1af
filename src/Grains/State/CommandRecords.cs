using AiDevFramework.Grains.Abstractions.Audit;
using AiDevFramework.Grains.Abstractions.Projects;

namespace AiDevFramework.Grains.State;

/// <summary>What is written of a command beside what it changes, in the same transaction.</summary>
internal sealed record CommandRecords(IReadOnlyList<KeyRecord> Keys, IReadOnlyList<AuditEvent> Audits)
{
    public static readonly CommandRecords None = new([], []);

    /// <param name="origin"><see langword="null"/>: nobody sent it, and nothing is written.</param>
    /// <param name="project">The project after the command.</param>
    public static CommandRecords Of(CommandOrigin? origin, string action, ProjectSnapshot project) => origin is null
        ? None
        : new(
            origin.Key is { } key
                ? [new KeyRecord(key.Id, origin.Caller, action, key.BodySha256, project.Id, project.Run, project.UpdatedAt)]
                : [],
            [
                new AuditEvent(
                    Guid.CreateVersion7(project.UpdatedAt), project.UpdatedAt, origin.Caller, origin.KeyId, action, project.Id.ToString(), project.UserId,
                    origin.Address, origin.RequestId),
            ]);
}
