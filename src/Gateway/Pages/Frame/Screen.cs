using System.Text;
using AiDevFramework.Web.Frame;

namespace AiDevFramework.Gateway.Pages.Frame;

/// <summary>An answer that shows a screen.</summary>
/// <typeparam name="TScreen">The component.</typeparam>
/// <typeparam name="TModel">What it shows.</typeparam>
internal sealed class Screen<TScreen, TModel>(TModel model, int status = StatusCodes.Status200OK) : IResult
    where TScreen : IScreen<TModel>
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        var view = services.GetRequiredService<PageViews>().Of(httpContext);
        var html = Encoding.UTF8.GetBytes(await services.GetRequiredService<PageRenderer>().RenderAsync<TScreen, TModel>(view, model));
        var response = httpContext.Response;
        PageHeaders.SetForData(response);
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = html.Length;
        await response.Body.WriteAsync(html, CancellationToken.None); // of a request that timed out, too
    }
}
