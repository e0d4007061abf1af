using AiDevFramework.Gateway.Security;
using AiDevFramework.Gateway.Settings;
using AiDevFramework.Web.Refusals;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Gateway.Pages.Frame;

/// <summary>Writes a refusal as a page where a person asked for one: at an endpoint of the page, or at an address that is none, typed into a
/// browser. Everybody else is told by a problem.</summary>
internal sealed class PageProblemWriter(IOptions<GatewayOptions> options) : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context)
    {
        var http = context.HttpContext;
        var endpoint = http.GetEndpoint() ?? http.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        return endpoint is null
            ? http.Request.Headers["Sec-Fetch-Dest"] is ["document"] && !http.Request.Path.StartsWithSegments(options.Value.ApiPrefix, StringComparison.Ordinal)
            : endpoint.Metadata.GetMetadata<SessionSignIn>() is { IsPage: true };
    }

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        var status = problem.Status ?? StatusCodes.Status500InternalServerError;
        var trace = problem.Extensions.TryGetValue(Api.Problems.TraceId, out var id) && status == StatusCodes.Status500InternalServerError ? id as string : null;
        var isRead = HttpMethods.IsGet(context.HttpContext.Request.Method);
        await new Screen<RefusalScreen, RefusalModel>(new RefusalModel(status, problem.Title ?? "", problem.Detail ?? "", trace, isRead), status)
            .ExecuteAsync(context.HttpContext);
    }
}
