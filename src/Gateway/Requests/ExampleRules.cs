using System.ComponentModel.DataAnnotations;
using AiDevFramework.Plans.Examples;

namespace AiDevFramework.Gateway.Requests;

/// <summary>What a request that chooses a recorded example may say beside it: nothing that the recording does not answer. Pure.</summary>
internal static class ExampleRules
{
    public const string Description = "A recorded example instead of an idea of one's own: marketplace, renamer or portal. Its idea is the "
        + "example's, its answers are recorded, nothing is asked and nothing costs anything. Default: none.";

    /// <summary>An idea beside an example must be that example's own.</summary>
    /// <param name="example">A name that exists, or none.</param>
    public static IEnumerable<ValidationResult> Validate(string? example, string? idea) =>
        ExampleCatalogue.Find(example) is { } chosen && idea is not null && idea.Trim() != chosen.Idea
            ? [new ValidationResult($"idea must be left out with example, or be the idea of '{chosen.Name}' letter by letter: its answers are recorded for that one.", [nameof(idea)])]
            : [];

    /// <param name="isThere">Whether the request has the member.</param>
    /// <param name="member">The property of it.</param>
    public static IEnumerable<ValidationResult> Alone(string? example, bool isThere, string member) => example is not null && isThere
        ? [new ValidationResult($"{BodyMember.NameOf(member)} must be left out with example: the recording answers the example's own idea alone.", [member])]
        : [];

    /// <summary>The idea that a valid request means.</summary>
    public static string IdeaOf(string? example, string? idea) => ExampleCatalogue.Find(example)?.Idea
        ?? idea ?? throw new InvalidOperationException("The request has neither an idea nor an example: it was not checked.");
}
