using AiDevFramework.Gateway.Security;
using AiDevFramework.Gateway.Settings;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Gateway.Projects;

/// <summary>Makes the <c>websocket_url</c> of an answer: the address that the client itself used, with a ticket.</summary>
internal sealed class ProgressUrls(IOptions<GatewayOptions> options, Tickets tickets)
{
    public string For(HttpRequest request, Guid projectId) => WebSocket(request, projectId, tickets.Mint(projectId));

    public string WebSocket(HttpRequest request, Guid projectId, string ticket) =>
        $"{(request.IsHttps ? "wss" : "ws")}://{Project(request, projectId)}/progress?token={ticket}";

    public string EventStream(HttpRequest request, Guid projectId, string ticket) =>
        $"{(request.IsHttps ? "https" : "http")}://{Project(request, projectId)}/events/stream?token={ticket}";

    private string Project(HttpRequest request, Guid projectId)
    {
        var host = request.Host.HasValue ? request.Host.ToUriComponent() : $"localhost:{options.Value.Port}"; // HTTP/1.0
        return $"{host}{request.PathBase}{options.Value.ApiPrefix}/projects/{projectId}";
    }
}
