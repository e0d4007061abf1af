using AiDevFramework.Web.Frame;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace AiDevFramework.Gateway.Pages.Frame;

/// <summary>
/// Makes HTML of components. The framework's renderer alone, without its services for pages: those would write a key file, set a cookie and
/// listen for circuits, and nothing here needs them.
/// </summary>
internal sealed class PageRenderer(IServiceProvider services, ILoggerFactory loggers)
{
    public async Task<string> RenderAsync<TScreen, TModel>(PageView view, TModel model)
        where TScreen : IScreen<TModel>
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(IScreen<TModel>.View)] = view,
            [nameof(IScreen<TModel>.Model)] = model,
        });
        return CharacterReferences.Resolve(await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TScreen>(parameters)).ToHtmlString()));
    }
}
