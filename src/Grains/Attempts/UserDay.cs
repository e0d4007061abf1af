namespace AiDevFramework.Grains.Attempts;

/// <summary>A user's spending on one day (UTC).</summary>
internal readonly record struct UserDay(Guid UserId, DateOnly Day);
