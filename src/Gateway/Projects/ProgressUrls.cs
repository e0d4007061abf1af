using AiDevFramework.Gateway.Security;
using AiDevFramework.Gateway.Settings;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Gateway.Projects;

/// <summary>Makes the <c>websocket_url</c> of an answer: the address that the client itself used, with a ticket.</summary>
internal sealed class ProgressUrls(IOptions<GatewayOptions> options, Tickets tickets)
{
    public string For(HttpRequest request, Guid projectId)
    {
        var scheme = request.IsHttps ? "wss" : "ws";
        var host = request.Host.HasValue ? request.Host.ToUriComponent() : $"localhost:{options.Value.Port}"; // HTTP/1.0
        return $"{scheme}://{host}{request.PathBase}{options.Value.ApiPrefix}/projects/{projectId}/progress?token={tickets.Mint(projectId)}";
    }
}
