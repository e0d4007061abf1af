namespace AiDevFramework.Grains.Storage;

/// <summary>An attempt whose cost only the provider can tell.</summary>
/// <param name="Checks">How often it was asked, this time included.</param>
internal sealed record UnknownAttempt(Guid Id, Guid ProjectId, string GenerationId, string? ErrorClass, int Checks);
