using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Identity;
using AiDevFramework.Gateway.Requests;
using AiDevFramework.Grains.Abstractions.Projects;

namespace AiDevFramework.Gateway.Projects;

[Description("What to build, and for whom.")]
internal sealed record CreateProjectRequest(
    [property: RequiredUnless(nameof(CreateProjectRequest.Example), ErrorMessage = IdeaLimits.Missing), Characters(IdeaLimits.Shortest, IdeaLimits.Longest, Hint = IdeaLimits.Hint)]
    [property: Description(IdeaLimits.Description + " Left out with example.")]
    string? Idea,
    [property: RequiredOfOperator]
    [property: Description("Who the project belongs to. A user that is not known yet is made on first use. With a key it may be left out, and is the key's user; another's is refused with 403.")]
    Guid? UserId,
    [property: Budget]
    [property: Description("What the project may cost at most, in US dollars over all its runs; the run pauses before a call that might exceed it. Default: no limit.")]
    decimal? MaxCostUsd = null,
    [property: Statements(ConstraintLimits.Most, ConstraintLimits.Shortest, ConstraintLimits.Longest)]
    [property: Description("What the plan has to keep to, beside what the idea says: up to 20 texts of 3 to 300 characters, as \"only PostgreSQL\" or \"two developers\". They come before the idea's own demands, and none of them is a mere wish. Default: none.")]
    IReadOnlyList<string>? Constraints = null,
    [property: Language]
    [property: Description("The language that the plan is wanted in, as BCP 47 names it: de, pt-BR. Default: that of the idea.")]
    string? Language = null,
    [property: ExampleName]
    [property: Description(ExampleRules.Description)]
    string? Example = null) : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => ExampleRules.Validate(Example, Idea)
        .Concat(ExampleRules.Alone(Example, Constraints is { Count: > 0 }, nameof(Constraints)))
        .Concat(ExampleRules.Alone(Example, Language is not null, nameof(Language)));

    /// <param name="caller">Whose project it is where the request does not say.</param>
    public CreateProject ToCommand(Caller caller) => new(
        UserId ?? caller.UserId ?? throw new InvalidOperationException("The body was not checked."),
        ExampleRules.IdeaOf(Example, Idea), MaxCostUsd, Constraints?.Select(text => text.Trim()).ToList(), Language, Example);
}
