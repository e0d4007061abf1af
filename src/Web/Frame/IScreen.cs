using Microsoft.AspNetCore.Components;

namespace AiDevFramework.Web.Frame;

/// <summary>A whole page: a component that gets all it shows as parameters and calls nothing.</summary>
/// <typeparam name="TModel">What the screen shows.</typeparam>
public interface IScreen<TModel> : IComponent
{
    PageView View { get; set; }

    TModel Model { get; set; }
}
