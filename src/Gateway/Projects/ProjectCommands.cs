using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Identity;
using AiDevFramework.Grains.Abstractions.Projects;

namespace AiDevFramework.Gateway.Projects;

/// <summary>
/// The door to commands. A project that the caller may not see is missing. One that is not answered in time may have been carried out: who sends it again is told where the project stands.
/// </summary>
internal sealed class ProjectCommands(IGrainFactory grains, ProjectReads reads, TimeProvider clock)
{
    /// <exception cref="TimeoutException">No answer came in time.</exception>
    /// <returns><see langword="null"/> where the caller may not create projects of that user.</returns>
    public async Task<ProjectView?> CreateAsync(Caller caller, Guid projectId, CreateProject command, CancellationToken cancellationToken) =>
        caller.MaySee(command.UserId)
            ? await InTimeAsync(projectId, project => project.CreateAsync(command, cancellationToken), cancellationToken)
            : null;

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

    private async Task<CommandReply> IfSeenAsync(
        Caller caller, Guid projectId, Func<IProjectGrain, Task<CommandReply>> command, CancellationToken cancellationToken) =>
        await reads.MaySeeAsync(caller, projectId, cancellationToken)
            ? await InTimeAsync(projectId, command, cancellationToken)
            : new CommandReply(CommandOutcome.NotFound, null);

    private Task<T> InTimeAsync<T>(Guid projectId, Func<IProjectGrain, Task<T>> command, CancellationToken cancellationToken) =>
        command(grains.GetGrain<IProjectGrain>(projectId)).WaitAsync(RequestTime.Work, clock, cancellationToken);
}
