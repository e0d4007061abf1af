using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Gateway.Api;

/// <summary>Writes every problem as JSON whatever the request says that it accepts: a refusal in another form than the one that was asked
/// for says more than none. The framework's own writer gives up, and the fallback leaves members out.</summary>
internal sealed class ProblemWriter(IOptions<ProblemDetailsOptions> problems, IOptions<JsonOptions> json) : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => true;

    public ValueTask WriteAsync(ProblemDetailsContext context)
    {
        problems.Value.CustomizeProblemDetails?.Invoke(context);
        var problem = JsonSerializer.SerializeToUtf8Bytes(context.ProblemDetails, context.ProblemDetails.GetType(), json.Value.SerializerOptions);
        var response = context.HttpContext.Response;
        response.ContentType = "application/problem+json";
        response.ContentLength = problem.Length;
        return new ValueTask(response.Body.WriteAsync(problem, CancellationToken.None).AsTask()); // a request that timed out is called off
    }
}
