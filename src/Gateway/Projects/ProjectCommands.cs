using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Identity;
using AiDevFramework.Grains.Abstractions.Projects;

namespace AiDevFramework.Gateway.Projects;

/// <summary>
/// The door to commands. A project that the caller may not see is missing. One that is not answered in time may have been carried out: who sends it again is told where the project stands.
/// </summary>
internal sealed class ProjectCommands(IGrainFactory grains, ProjectReads reads, TimeProvider clock)
{
    /// <param name="key">With one the project is made once, however often this is asked, and has the key's id.</param>
    /// <exception cref="TimeoutException">No answer came in time.</exception>
    /// <returns><see langword="null"/> where the caller may not create projects of that user.</returns>
    public async Task<CommandReply?> CreateAsync(Caller caller, CommandKey? key, CreateProject command, CancellationToken cancellationToken)
    {
        if (!caller.MaySee(command.UserId))
        {
            return null;
        }

        if (key is null)
        {
            var id = Guid.CreateVersion7(); // time-ordered, so that new rows land side by side in the index
            return new CommandReply(
                CommandOutcome.Accepted, await InTimeAsync(id, project => project.CreateAsync(command, cancellationToken), cancellationToken));
        }

        CommandOrigin.AttachKey(key);
        return await InTimeAsync(key.Id, project => project.CreateOnceAsync(command, cancellationToken), cancellationToken);
    }

    /// <exception cref="TimeoutException">No answer came in time.</exception>
    public Task<CommandReply> StartAsync(Caller caller, Guid projectId, CancellationToken cancellationToken) =>
        IfSeenAsync(caller, projectId, project => project.StartAsync(cancellationToken), cancellationToken);

    /// <inheritdoc cref="StartAsync"/>
    public Task<CommandReply> RetryAsync(Caller caller, Guid projectId, RetryRequest request, CancellationToken cancellationToken) =>
        IfSeenAsync(
            caller,
            projectId,
            project => request switch
            {
                { WithoutBudget: true } => project.RetryWithoutBudgetAsync(cancellationToken),
                { MaxCostUsd: { } limit } => project.RetryWithinAsync(limit, cancellationToken),
                _ => project.RetryAsync(cancellationToken),
            },
            cancellationToken);

    /// <inheritdoc cref="StartAsync"/>
    public Task<CommandReply> CancelAsync(Caller caller, Guid projectId, CancellationToken cancellationToken) =>
        IfSeenAsync(caller, projectId, project => project.CancelAsync(cancellationToken), cancellationToken);

    /// <inheritdoc cref="StartAsync"/>
    /// <param name="purge">Whether it is removed for good at once, and not only hidden until then.</param>
    public Task<CommandReply> DeleteAsync(Caller caller, Guid projectId, bool purge, CancellationToken cancellationToken) =>
        IfSeenAsync(caller, projectId, project => project.DeleteAsync(purge, cancellationToken), cancellationToken);

    private async Task<CommandReply> IfSeenAsync(
        Caller caller, Guid projectId, Func<IProjectGrain, Task<CommandReply>> command, CancellationToken cancellationToken) =>
        await reads.MaySeeAsync(caller, projectId, cancellationToken)
            ? await InTimeAsync(projectId, command, cancellationToken)
            : new CommandReply(CommandOutcome.NotFound, null);

    private Task<T> InTimeAsync<T>(Guid projectId, Func<IProjectGrain, Task<T>> command, CancellationToken cancellationToken) =>
        command(grains.GetGrain<IProjectGrain>(projectId)).WaitAsync(RequestTime.Work, clock, cancellationToken);
}
