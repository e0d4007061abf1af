using Microsoft.AspNetCore.Http.HttpResults;

namespace AiDevFramework.Gateway.Requests;

/// <summary>An argument of an endpoint's handler that may refuse the request.</summary>
internal interface ICheckedArgument
{
    /// <returns>The problem to answer with; <see langword="null"/> where the argument is good.</returns>
    ValueTask<ProblemHttpResult?> CheckAsync(HttpContext context);
}
