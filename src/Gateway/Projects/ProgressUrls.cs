using AiDevFramework.Gateway.Addresses;
using AiDevFramework.Gateway.Identity;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Gateway.Settings;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Gateway.Projects;

/// <summary>Makes the <c>websocket_url</c> of an answer, with a ticket.</summary>
internal sealed class ProgressUrls(IOptions<GatewayOptions> options, PublicAddress address, Tickets tickets)
{
    public string For(HttpRequest request, Guid projectId) => WebSocket(request, projectId, tickets.Mint(projectId, request.HttpContext.Caller()));

    public string WebSocket(HttpRequest request, Guid projectId, string ticket) =>
        $"{address.WebSocket(request)}{PathOf(projectId)}/progress?token={ticket}";

    public string EventStream(HttpRequest request, Guid projectId, string ticket) =>
        $"{address.Http(request)}{PathOf(projectId)}/events/stream?token={ticket}";

    /// <returns>The path of the project, for a <c>Location</c> header.</returns>
    public string Project(HttpRequest request, Guid projectId) => $"{address.PathOf(request)}{PathOf(projectId)}";

    private string PathOf(Guid projectId) => $"{options.Value.ApiPrefix}/projects/{projectId}";
}
