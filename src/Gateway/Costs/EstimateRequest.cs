using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Projects;

namespace AiDevFramework.Gateway.Costs;

/// <summary>The body of an estimate, for the API description; <see cref="Read"/> takes it from JSON.</summary>
internal sealed record EstimateRequest(
    [property: Required, StringLength(IdeaRules.MaxLength, MinimumLength = IdeaRules.MinLength)]
    [property: Description("What to build: 10 to 5000 characters, counted as Unicode code points without blanks at the ends.")]
    string Idea,
    [property: Description("As for creating a project; may be left out.")] Guid? UserId = null,
    [property: Range(BudgetField.Smallest, BudgetField.Largest)]
    [property: Description("What the project may cost at most, in US dollars: the answer says whether that is enough.")]
    decimal? MaxCostUsd = null)
{
    /// <returns>What was asked, or every wrong field with what is wrong about it, judged as for creating a project.</returns>
    public static (string Idea, decimal? MaxCostUsd, IReadOnlyDictionary<string, string[]>? Errors) Read(JsonElement body)
    {
        var errors = new Dictionary<string, string[]>();
        if (CreateProjectRequest.ReadIdea(body, out var idea) is { } ideaError)
        {
            errors["idea"] = [ideaError];
        }

        if (body.TryGetProperty("user_id", out var user) && user.ValueKind is not JsonValueKind.Null
            && CreateProjectRequest.ReadUserId(body, out _) is { } userError)
        {
            errors["user_id"] = [userError];
        }

        if (BudgetField.Read(body, out var maxCostUsd) is { } budgetError)
        {
            errors[BudgetField.Name] = [budgetError];
        }

        return (idea, maxCostUsd, errors.Count == 0 ? null : errors);
    }
}
