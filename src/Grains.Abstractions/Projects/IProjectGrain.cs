using Orleans.Concurrency;

namespace AiDevFramework.Grains.Abstractions.Projects;

/// <summary>One project and its workflow, keyed by project id.</summary>
[Alias("aidev.project")]
public interface IProjectGrain : IGrainWithGuidKey
{
    /// <summary>Stores a new project. Repeated with the same words it answers the same.</summary>
    /// <exception cref="StoreUnavailableException">Nothing was stored, or it cannot be told: ask again.</exception>
    Task<ProjectView> CreateAsync(CreateProject command, CancellationToken cancellationToken);

    /// <summary>As <see cref="CreateAsync"/>, for a command whose <see cref="CommandOrigin"/> has a key; the grain's id is the key's
    /// <see cref="CommandKey.ProjectOf"/>.</summary>
    /// <exception cref="StoreUnavailableException">Nothing was stored, or it cannot be told: ask again.</exception>
    Task<CommandReply> CreateOnceAsync(CreateProject command, CancellationToken cancellationToken);

    /// <summary>Accepts the workflow and returns at once; the phases run afterwards and report through the feed.</summary>
    Task<CommandReply> StartAsync(CancellationToken cancellationToken);

    /// <summary>Runs a failed project again from the phase that failed. All committed steps are reused.</summary>
    Task<CommandReply> RetryAsync(CancellationToken cancellationToken);

    /// <summary>As <see cref="RetryAsync"/>, with another budget from now on.</summary>
    /// <param name="maxCostUsd">US dollars over all runs, above 0.</param>
    Task<CommandReply> RetryWithinAsync(decimal maxCostUsd, CancellationToken cancellationToken);

    /// <summary>As <see cref="RetryAsync"/>, without a budget of the project's own from now on.</summary>
    Task<CommandReply> RetryWithoutBudgetAsync(CancellationToken cancellationToken);

    /// <summary>Stops a run and aborts the model call in flight. When it has answered, no further call starts.</summary>
    [AlwaysInterleave]
    Task<CommandReply> CancelAsync(CancellationToken cancellationToken);

    /// <summary>Hides the project and stops its run, as <see cref="CancelAsync"/> does. Its id never comes back.</summary>
    /// <param name="purge">Whether it is to be removed for good as soon as may be, and not after a while.</param>
    [AlwaysInterleave]
    Task<CommandReply> DeleteAsync(bool purge, CancellationToken cancellationToken);

    /// <summary>Continues a run that lost its silo; does nothing where the run goes on already or has ended.</summary>
    /// <param name="lostBy">The owner that no longer drives the run. Where the run has another owner by now, nothing is done.</param>
    [ResponseTimeout("00:00:10")]
    Task ResumeAsync(string lostBy, CancellationToken cancellationToken);
}

/// <param name="Idea">Trimmed, 10 to 5000 Unicode code points, without NUL.</param>
/// <param name="MaxCostUsd">What the project may cost at most in US dollars, above 0; <see langword="null"/>: no limit of its own.</param>
/// <param name="Constraints">What the plan has to keep to, beside what the idea says: at most 20 texts of 3 to 300 characters.</param>
/// <param name="Language">BCP 47: the language that the plan is wanted in; <see langword="null"/>: that of the idea.</param>
/// <param name="Example">The recorded example whose answers the project shows; <paramref name="Idea"/> is the example's then.</param>
[GenerateSerializer, Immutable, Alias("aidev.create-project")]
public sealed record CreateProject(
    [property: Id(0)] Guid UserId,
    [property: Id(1)] string Idea,
    [property: Id(2)] decimal? MaxCostUsd = null,
    [property: Id(3)] IReadOnlyList<string>? Constraints = null,
    [property: Id(4)] string? Language = null,
    [property: Id(5)] string? Example = null);

/// <param name="Project">The project after the command, or as it stands where the command was refused;
/// <see langword="null"/> where there is none to show.</param>
[GenerateSerializer, Immutable, Alias("aidev.command-reply")]
public sealed record CommandReply(
    [property: Id(0)] CommandOutcome Outcome,
    [property: Id(1)] ProjectView? Project);

/// <summary>A refusal is an answer, not an exception. Numbers are wire format.</summary>
public enum CommandOutcome
{
    /// <summary>Done now, or done before by the same command.</summary>
    Accepted = 0,

    NotFound = 1,

    /// <summary>The command does not apply to the project's status.</summary>
    Refused = 2,

    /// <summary>Another command had the same key.</summary>
    KeyTaken = 3,

    /// <summary>The same command made a project that is deleted.</summary>
    Deleted = 4,
}
