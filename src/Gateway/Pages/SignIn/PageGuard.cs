using AiDevFramework.Gateway.Api;

namespace AiDevFramework.Gateway.Pages.SignIn;

/// <summary>Before every handler of the page: refuses hosts that are not ours, and whatever would change something and comes from elsewhere.</summary>
internal sealed class PageGuard(BrowserPlace place) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        if (!place.Knows(request.Host))
        {
            return new(Problems.HostNotAllowed());
        }

        return HttpMethods.IsGet(request.Method) || place.IsOwn(request) ? next(context) : new(Problems.ForeignOrigin());
    }
}
