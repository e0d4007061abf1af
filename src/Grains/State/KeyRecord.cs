namespace AiDevFramework.Grains.State;

/// <summary>A row of <c>idempotency_keys</c>: a command that was carried out, and the ids that came of it.</summary>
/// <param name="Id">See <see cref="Abstractions.Projects.CommandKey"/>.</param>
/// <param name="Route">What was asked for.</param>
/// <param name="SubjectId">What it was asked of, or what it made.</param>
/// <param name="Run">The project's run afterwards.</param>
internal sealed record KeyRecord(Guid Id, string Caller, string Route, string BodySha256, Guid SubjectId, int Run, DateTimeOffset CreatedAt)
{
    /// <summary>How long a command is remembered. What made something is remembered for ever: its id must not come back.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    public bool IsRemembered(DateTimeOffset now) => Route == Actions.Create || now - CreatedAt < Lifetime;
}
