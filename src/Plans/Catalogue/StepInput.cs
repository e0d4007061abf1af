using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Plans.Catalogue;

/// <summary>What fills one placeholder of a step's prompt.</summary>
/// <param name="Placeholder">As the prompt file has it, without braces.</param>
/// <param name="Author">The step whose document it is; <see langword="null"/> for anything else.</param>
/// <param name="Find">Finds the value; <see langword="null"/> where the material lacks it.</param>
internal sealed record StepInput(string Placeholder, Step? Author, Func<StepMaterial, string?> Find)
{
    public static readonly StepInput Idea = new("idea", null, material => material.Idea);

    /// <summary>As the title of the plan spells it.</summary>
    public static readonly StepInput Approach = new("approach", null, material => material.Approach?.ToString());

    /// <summary>A document without which the step cannot be asked for.</summary>
    public static StepInput DocumentOf(Step author, string placeholder) =>
        new(placeholder, author, material => material.Documents.GetValueOrDefault(author));

    /// <summary>A document that a project need not have: then the placeholder stays empty.</summary>
    public static StepInput OptionalDocumentOf(Step author, string placeholder) =>
        new(placeholder, author, material => material.Documents.GetValueOrDefault(author, ""));

    /// <exception cref="InvalidOperationException">The step is asked for before its material is there.</exception>
    public string ValueIn(StepMaterial material) =>
        Find(material) ?? throw new InvalidOperationException($"The step is asked for before its '{Placeholder}' is there.");
}
