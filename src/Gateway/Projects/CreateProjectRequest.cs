using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using AiDevFramework.Gateway.Api;
using AiDevFramework.Grains.Abstractions.Projects;

namespace AiDevFramework.Gateway.Projects;

/// <summary>The body of creating a project, for the API description; <see cref="Read"/> takes it from JSON.</summary>
internal sealed record CreateProjectRequest(
    [property: Required, StringLength(IdeaRules.MaxLength, MinimumLength = IdeaRules.MinLength)]
    [property: Description("What to build: 10 to 5000 characters, counted as Unicode code points without blanks at the ends.")]
    string Idea,
    [property: Required]
    [property: Description("Who the project belongs to. A user that is not known yet is made on first use.")]
    Guid UserId,
    [property: Range(BudgetField.Smallest, BudgetField.Largest)]
    [property: Description("What the project may cost at most, in US dollars over all its runs; the run pauses before a call that might exceed it. Default: no limit.")]
    decimal? MaxCostUsd = null)
{
    /// <summary>The members that <see cref="Read"/> reads.</summary>
    public static readonly IReadOnlyList<string> Members = ["idea", "user_id", BudgetField.Name];

    /// <returns>The command, or every wrong field with what is wrong about it. Names that are not known are ignored.</returns>
    public static (CreateProject? Command, IReadOnlyDictionary<string, string[]>? Errors) Read(JsonElement body)
    {
        var ideaError = ReadIdea(body, out var idea);
        var userError = ReadUserId(body, out var userId);
        var budgetError = BudgetField.Read(body, out var maxCostUsd);
        if (ideaError is null && userError is null && budgetError is null)
        {
            return (new CreateProject(userId, idea, maxCostUsd), null);
        }

        var errors = new Dictionary<string, string[]>();
        if (ideaError is not null)
        {
            errors["idea"] = [ideaError];
        }

        if (userError is not null)
        {
            errors["user_id"] = [userError];
        }

        if (budgetError is not null)
        {
            errors[BudgetField.Name] = [budgetError];
        }

        return (null, errors);
    }

    internal static string? ReadIdea(JsonElement body, out string idea)
    {
        idea = "";
        if (!body.TryGetProperty("idea", out var value) || value.ValueKind is JsonValueKind.Null)
        {
            return $"idea is required: what to build, in {IdeaRules.MinLength} to {IdeaRules.MaxLength} characters.";
        }

        if (value.ValueKind is not JsonValueKind.String)
        {
            return "idea must be a string.";
        }

        try
        {
            return IdeaRules.Check(value.GetString()!, out idea);
        }
        catch (InvalidOperationException) // \ud800 without its other half
        {
            return "idea must not contain half of a surrogate pair.";
        }
    }

    internal static string? ReadUserId(JsonElement body, out Guid userId)
    {
        const string expected = "a UUID like 550e8400-e29b-41d4-a716-446655440000";
        userId = default;
        if (!body.TryGetProperty("user_id", out var value) || value.ValueKind is JsonValueKind.Null)
        {
            return $"user_id is required: {expected}.";
        }

        try
        {
            return value.ValueKind is JsonValueKind.String && Uuid.TryParse(value.GetString(), out userId)
                ? null
                : $"user_id must be {expected}.";
        }
        catch (InvalidOperationException)
        {
            return $"user_id must be {expected}.";
        }
    }
}
