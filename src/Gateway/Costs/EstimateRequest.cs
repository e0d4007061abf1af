using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Requests;

namespace AiDevFramework.Gateway.Costs;

[Description("What would be built.")]
internal sealed record EstimateRequest(
    [property: RequiredUnless(nameof(EstimateRequest.Example), ErrorMessage = IdeaLimits.Missing), Characters(IdeaLimits.Shortest, IdeaLimits.Longest, Hint = IdeaLimits.Hint)]
    [property: Description(IdeaLimits.Description + " Left out with example.")]
    string? Idea,
    [property: Description("As for creating a project; may be left out.")] Guid? UserId = null,
    [property: Budget]
    [property: Description("What the project may cost at most, in US dollars: the answer says whether that is enough.")]
    decimal? MaxCostUsd = null,
    [property: ExampleName]
    [property: Description(ExampleRules.Description)]
    string? Example = null) : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => ExampleRules.Validate(Example, Idea);
}
