using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using AiDevFramework.Gateway.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AiDevFramework.Gateway.Projects;

/// <summary>The body of a retry, for the API description; <see cref="ReadAsync"/> takes it from the request, which may have none.</summary>
internal sealed record RetryRequest(
    [property: Range(BudgetField.Smallest, BudgetField.Largest)]
    [property: Description("What the project may cost at most from now on, in US dollars over all its runs. Default: as before.")]
    decimal? MaxCostUsd = null)
{
    public static async Task<(RetryRequest? Request, ProblemHttpResult? Problem)> ReadAsync(
        HttpRequest request, CancellationToken cancellationToken)
    {
        var (document, problem) = await RequestBody.ReadOptionalObjectAsync(request, [BudgetField.Name], cancellationToken);
        if (document is null)
        {
            return problem is null ? (new RetryRequest(), null) : (null, problem);
        }

        using (document)
        {
            return BudgetField.Read(document.RootElement, out var maxCostUsd) is { } error
                ? (null, Problems.Validation(new Dictionary<string, string[]> { [BudgetField.Name] = [error] }))
                : (new RetryRequest(maxCostUsd), null);
        }
    }
}
