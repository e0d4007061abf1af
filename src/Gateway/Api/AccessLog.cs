using System.Globalization;
using System.Text;
using AiDevFramework.Gateway.Settings;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Gateway.Api;

/// <summary>
/// <c>ACCESS_LOG</c>: a line for each request when it has ended. Of a query only those members are shown that cannot be a secret; names
/// and values of all others are left out.
/// </summary>
internal sealed partial class AccessLog(RequestDelegate next, TimeProvider clock, ILogger<AccessLog> logger)
{
    private const int MaxTargetLength = 500;

    private static readonly string[] _shown = ["after", "limit", "progress"];

    public async Task InvokeAsync(HttpContext context)
    {
        var (method, target) = (Clean(context.Request.Method), TargetOf(context.Request));
        var since = clock.GetTimestamp();
        var body = new CountedBody(context.Features.GetRequiredFeature<IHttpResponseBodyFeature>());
        context.Features.Set<IHttpResponseBodyFeature>(body);
        try
        {
            await next(context);
        }
        finally
        {
            LogRequest(
                method, target, context.Response.StatusCode, (long)clock.GetElapsedTime(since).TotalMilliseconds,
                HttpMethods.IsHead(method) ? 0 : body.Bytes,
                context.Connection.RemoteIpAddress?.ToString() ?? "unknown", context.TraceIdentifier);
        }
    }

    /// <returns>Path and query in the escaped form, without what might be secret.</returns>
    public static string TargetOf(HttpRequest request)
    {
        var target = new StringBuilder(request.Path.ToUriComponent());
        var separator = '?';
        foreach (var name in _shown)
        {
            if (request.Query.TryGetValue(name, out var values))
            {
                target.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(Clean(values.ToString())));
                separator = '&';
            }
        }

        return target.Length <= MaxTargetLength
            ? target.ToString()
            : string.Create(CultureInfo.InvariantCulture, $"{target.ToString(0, MaxTargetLength)}… ({target.Length} characters)");
    }

    /// <summary>A lone surrogate cannot be escaped, and a long value says nothing.</summary>
    private static string Clean(string text) => text.Length <= 20 && text.All(char.IsAscii) ? text : "…";

    [LoggerMessage(LogLevel.Information, "{Method} {Path} {Status} in {Ms} ms, {Bytes} bytes to {Client}, request {RequestId}")]
    private partial void LogRequest(string method, string path, int status, long ms, long bytes, string client, string requestId);
}

internal static class AccessLogs
{
    /// <summary>Where the setting asks for it. Outermost but for the request's id: refusals are logged too.</summary>
    public static WebApplication UseAccessLog(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<GatewayOptions>>().Value.AccessLog)
        {
            app.UseMiddleware<AccessLog>();
        }

        return app;
    }
}
