namespace AiDevFramework.Architecture;

/// <summary>A reference between project files, by the projects' names: <c>Gateway</c> to <c>Silo</c>.</summary>
internal sealed record ProjectReference(string From, string To);
