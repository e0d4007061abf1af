using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Blocks;
using AiDevFramework.Plans.Ledger;
using AiDevFramework.Plans.Naming;

namespace AiDevFramework.Plans.Catalogue;

/// <summary>What fills one placeholder of a step's prompt.</summary>
/// <param name="Placeholder">As the prompt file has it, without braces.</param>
/// <param name="Author">The step whose document it is; <see langword="null"/> for anything else.</param>
/// <param name="Find">Finds the value; <see langword="null"/> where the material lacks it.</param>
internal sealed record StepInput(string Placeholder, Step? Author, Func<StepMaterial, string?> Find)
{
    public static readonly StepInput Idea = new("idea", null, material => material.Idea);

    /// <summary>Placeholder and tag of a list of items with their identifiers.</summary>
    public const string KnownItems = "known_items";

    /// <summary>As the title of the plan spells it.</summary>
    public static readonly StepInput Approach = new("approach", null, material => material.Approach?.ToString());

    /// <summary>What the plan has to keep to.</summary>
    public static readonly StepInput Constraints =
        new("constraints", null, material => PromptBlocks.Constraints(LedgerJson.Read(material.LedgerJson))) { IsOptional = true };

    /// <summary>What people, time and money come to.</summary>
    public static readonly StepInput Capacity =
        new("capacity", null, material => PromptBlocks.Capacity(LedgerJson.Read(material.LedgerJson))) { IsOptional = true };

    /// <summary>Whether a prompt file may do without the placeholder. Then the value, where there is one, is put at the end of the material, between
    /// tags of its name.</summary>
    public bool IsOptional { get; init; }

    /// <summary>A document without which the step cannot be asked for.</summary>
    public static StepInput DocumentOf(Step author, string placeholder) =>
        new(placeholder, author, material => material.Documents.GetValueOrDefault(author));

    /// <summary>A document that a project need not have: then the placeholder stays empty.</summary>
    public static StepInput OptionalDocumentOf(Step author, string placeholder) =>
        new(placeholder, author, material => material.Documents.GetValueOrDefault(author, ""));

    /// <summary>The identifiers of the stored document that the step's answer is to replace; empty where there is none.</summary>
    public static StepInput KnownItemsOf(Step step) => new(KnownItems, null, material => material is { Previous: { } previous, PreviousIdsShown: true }
        ? IdTable.Of(StepCatalogue.Of(step).Document!.ReadStored(previous).Outline)
        : "")
    { IsOptional = true };

    /// <exception cref="InvalidOperationException">The step is asked for before its material is there.</exception>
    public string ValueIn(StepMaterial material) =>
        Find(material) ?? throw new InvalidOperationException($"The step is asked for before its '{Placeholder}' is there.");
}
