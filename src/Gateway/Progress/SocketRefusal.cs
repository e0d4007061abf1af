using System.Net.WebSockets;
using System.Text;
using AiDevFramework.Gateway.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AiDevFramework.Gateway.Progress;

/// <summary>
/// Refuses a WebSocket so that whoever asked can tell why. Browsers hide the status of a refused upgrade from their pages, and
/// nobody else sends an <c>Origin</c>: a page is let in and closed at once with a code and the reason. A page of an origin that
/// is not allowed is told nothing.
/// </summary>
internal static class SocketRefusal
{
    /// <summary>Bytes that a close frame has for its reason.</summary>
    private const int MaxReasonBytes = 123;

    /// <summary>For the other side's close: a refused connection is in no count, so it must not stay.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static async Task RefuseAsync(this Origins origins, HttpContext context, ProblemHttpResult refusal)
    {
        if (!context.WebSockets.IsWebSocketRequest || context.Request.Headers.Origin.Count == 0 || !origins.Allows(context.Request))
        {
            await refusal.ExecuteAsync(context);
            return;
        }

        context.Response.Headers.WWWAuthenticate = default;
        context.Response.Headers.RetryAfter = default;
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        ending.CancelAfter(Patience);
        await socket.CloseAsync((WebSocketCloseStatus)CodeOf(refusal.StatusCode), ReasonOf(refusal), ending.Token)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // it may be gone, or never answer
    }

    /// <returns>4401: get a new token; 4403: it opens something else; 1013: try again later; 1008: trying again does not help.</returns>
    public static int CodeOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => 4401,
        StatusCodes.Status403Forbidden => 4403,
        StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable => 1013,
        _ => 1008,
    };

    private static string ReasonOf(ProblemHttpResult refusal)
    {
        var reason = refusal.StatusCode == StatusCodes.Status401Unauthorized
            ? "The token is not valid or no longer; get a ticket from POST …/tickets." // a page has no admin token to send
            : refusal.ProblemDetails.Detail ?? "";
        while (Encoding.UTF8.GetByteCount(reason) > MaxReasonBytes)
        {
            reason = reason[..reason.LastIndexOf(' ')];
        }

        return reason;
    }
}
