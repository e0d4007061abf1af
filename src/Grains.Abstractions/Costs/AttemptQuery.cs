namespace AiDevFramework.Grains.Abstractions.Costs;

/// <summary>Which requests to models are wanted.</summary>
/// <param name="ProjectId">Of one project; <see langword="null"/>: of all.</param>
/// <param name="UserId">Of one user's projects; <see langword="null"/>: of everybody's.</param>
/// <param name="Since">Those that were opened before are left out.</param>
/// <param name="Limit">The newest of them, 1 to 10000.</param>
[GenerateSerializer, Immutable, Alias("aidev.attempt-query")]
public sealed record AttemptQuery(
    [property: Id(0)] Guid? ProjectId,
    [property: Id(1)] Guid? UserId,
    [property: Id(2)] DateTimeOffset Since,
    [property: Id(3)] int Limit);
