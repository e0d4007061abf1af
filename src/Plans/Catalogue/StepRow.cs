using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Plans.Catalogue;

/// <summary>Everything that the product knows of one step. The rows themselves are in <see cref="StepRows"/>.</summary>
internal sealed record StepRow(Step Step, Phase Phase)
{
    /// <summary>As the API, the database and metrics spell the step; the names of its settings begin with it.</summary>
    public string Name { get; } = WireName.Of(Step);

    /// <summary>What the model is asked for, as the documentation of the step's settings says.</summary>
    public required string Subject { get; init; }

    /// <summary>What clients are told when a phase begins with this step; <see langword="null"/> for a later step of a phase.</summary>
    public string? StartMessage { get; init; }

    /// <summary>In the folder of prompts.</summary>
    public required string PromptFile { get; init; }

    /// <summary>What fills the placeholders of the prompt.</summary>
    public required IReadOnlyList<StepInput> Inputs { get; init; }

    /// <summary>How the model is asked where no setting says otherwise.</summary>
    public required ModelDefaults Model { get; init; }

    /// <summary>Characters of an answer, as models asked with the shipped prompt tend to write.</summary>
    public required int UsualLength { get; init; }

    /// <summary><see langword="null"/> for a step that answers with one JSON object.</summary>
    public DocumentRow? Document { get; init; }

    /// <summary>For a step that another one of its phase follows: whether the project has its answer already.</summary>
    public Func<ProjectMetadata, bool>? IsAnswered { get; init; }

    public bool AnswersInJson => Document is null;
}
