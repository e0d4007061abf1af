using AiDevFramework.Gateway.Api;
using AiDevFramework.Grains.Abstractions.Projects;

namespace AiDevFramework.Gateway.Projects;

/// <summary>
/// Commands to projects. One that is not answered in time may have been carried out: who sends it again is told where the project stands.
/// </summary>
internal sealed class ProjectCommands(IGrainFactory grains, TimeProvider clock)
{
    /// <exception cref="TimeoutException">No answer came in time.</exception>
    public Task<ProjectView> CreateAsync(Guid projectId, CreateProject command, CancellationToken cancellationToken) =>
        InTimeAsync(projectId, project => project.CreateAsync(command, cancellationToken), cancellationToken);

    /// <inheritdoc cref="CreateAsync"/>
    public Task<CommandReply> StartAsync(Guid projectId, CancellationToken cancellationToken) =>
        InTimeAsync(projectId, project => project.StartAsync(cancellationToken), cancellationToken);

    /// <inheritdoc cref="CreateAsync"/>
    /// <param name="maxCostUsd">The project's limit from now on; <see langword="null"/>: as it is.</param>
    public Task<CommandReply> RetryAsync(Guid projectId, decimal? maxCostUsd, CancellationToken cancellationToken) =>
        InTimeAsync(
            projectId,
            project => maxCostUsd is { } limit ? project.RetryWithinAsync(limit, cancellationToken) : project.RetryAsync(cancellationToken),
            cancellationToken);

    /// <inheritdoc cref="CreateAsync"/>
    public Task<CommandReply> CancelAsync(Guid projectId, CancellationToken cancellationToken) =>
        InTimeAsync(projectId, project => project.CancelAsync(cancellationToken), cancellationToken);

    private Task<T> InTimeAsync<T>(Guid projectId, Func<IProjectGrain, Task<T>> command, CancellationToken cancellationToken) =>
        command(grains.GetGrain<IProjectGrain>(projectId)).WaitAsync(RequestTime.Work, clock, cancellationToken);
}
