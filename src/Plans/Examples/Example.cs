namespace AiDevFramework.Plans.Examples;

/// <summary>An idea whose answers are recorded: its plan can be seen without a model.</summary>
/// <param name="Name">As a request chooses it: lower case, one word.</param>
/// <param name="Idea">As the recording answers it, letter by letter.</param>
public sealed record Example(string Name, string Idea);
