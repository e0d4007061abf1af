using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Grains.State;

namespace AiDevFramework.Grains.Projects;

/// <summary>Finds what became of a command with a key that was sent before.</summary>
internal sealed class RepeatedCommands(IProjectStore store, TimeProvider clock)
{
    /// <param name="findProject">The project that the command is about, as it is stored.</param>
    /// <returns>The answer to a command that was carried out before, or whose key was another command's; <see langword="null"/> to one that
    /// is new, or has no key.</returns>
    public async Task<CommandReply?> FindAsync(
        CommandOrigin? origin, Func<CancellationToken, Task<WorkflowState?>> findProject, CancellationToken cancellationToken)
    {
        if (origin?.Key is not { } key
            || await store.FindKeyAsync(key.Id, cancellationToken) is not { } known
            || !known.IsRemembered(clock.GetUtcNow()))
        {
            return null;
        }

        if (known.BodySha256 != key.BodySha256)
        {
            return new CommandReply(CommandOutcome.KeyTaken, null);
        }

        return await findProject(cancellationToken) is { Project.DeletedAt: null } state
            ? new CommandReply(CommandOutcome.Accepted, state.Project.ToView())
            : new CommandReply(CommandOutcome.NotFound, null);
    }
}
