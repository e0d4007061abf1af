using AiDevFramework.Gateway.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AiDevFramework.Gateway.Requests;

/// <summary>The project that a path names, of an endpoint with <see cref="ArgumentChecks.CheckArguments"/>.</summary>
/// <param name="Found"><see langword="null"/> where the path holds no UUID: such a request is refused.</param>
internal readonly record struct ProjectId(Guid? Found) : ICheckedArgument
{
    public Guid Value => Found ?? throw new InvalidOperationException("The endpoint does not check its arguments.");

    /// <summary>Never refuses: the framework's own refusal would not say what to do.</summary>
    public static bool TryParse(string? text, out ProjectId id)
    {
        id = new ProjectId(Uuid.TryParse(text, out var value) ? value : null);
        return true;
    }

    public ValueTask<ProblemHttpResult?> CheckAsync(HttpContext context) => new(Found is null ? Problems.InvalidProjectId() : null);
}
