namespace AiDevFramework.Grains.Prompts;

/// <summary>The two parts of a prompt file.</summary>
/// <param name="User">The material as the file has it.</param>
/// <param name="LongUser">The material with blocks at its end for the placeholders that the file does without.</param>
/// <param name="Absent">Those placeholders.</param>
internal sealed record StepTemplate(PromptTemplate System, PromptTemplate User, PromptTemplate LongUser, IReadOnlyList<string> Absent)
{
    /// <summary>The placeholders that a file may do without.</summary>
    public required IReadOnlyList<string> Optional { get; init; }

    /// <returns>The material with the blocks only where one of them says something.</returns>
    public PromptTemplate UserFor(IReadOnlyDictionary<string, string> values) =>
        Absent.Any(name => values[name].Length > 0) ? LongUser : User;
}
