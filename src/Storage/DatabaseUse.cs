namespace AiDevFramework.Storage;

/// <summary>Who uses the database of a process.</summary>
/// <param name="Cluster">The cluster whose silos share it; <see langword="null"/> where the process is to have it alone.</param>
internal sealed record DatabaseUse(string? Cluster);
