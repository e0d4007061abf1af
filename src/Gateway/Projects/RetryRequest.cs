using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using AiDevFramework.Gateway.Requests;

namespace AiDevFramework.Gateway.Projects;

[Description("What is to be different in the next run.")]
internal sealed record RetryRequest(
    [property: Budget]
    [property: Description("What the project may cost at most from now on, in US dollars over all its runs. Default: as before.")]
    decimal? MaxCostUsd = null,
    [property: Description("Whether the project has no budget of its own from now on; the budget of a user's day holds all the same. Default: false.")]
    bool WithoutBudget = false) : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (WithoutBudget && MaxCostUsd is not null)
        {
            yield return new ValidationResult("without_budget takes the budget away: leave max_cost_usd out, or send it alone.", [nameof(WithoutBudget)]);
        }
    }
}
