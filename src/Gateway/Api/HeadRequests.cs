using Microsoft.Extensions.Primitives;

namespace AiDevFramework.Gateway.Api;

/// <summary>
/// Answers HEAD wherever GET is answered: the endpoint sees a GET, and the server sends the headers alone. Not on the SignalR hub, whose
/// GET opens a connection.
/// </summary>
internal static class HeadRequests
{
    /// <summary>Where the SignalR hub is.</summary>
    public const string HubPath = "/hubs/progress";

    private static readonly object _key = new();

    /// <summary>To be used before routing.</summary>
    public static WebApplication UseHeadRequests(this WebApplication app)
    {
        app.Use((context, next) => IsToBeAnswered(context.Request) ? AnswerAsync(context, next) : next(context));
        return app;
    }

    /// <summary>Whether nobody will read a body: an answer without an end must not begin.</summary>
    public static bool IsHead(HttpContext context) => context.Items.ContainsKey(_key);

    private static bool IsToBeAnswered(HttpRequest request) =>
        HttpMethods.IsHead(request.Method) && !request.Path.StartsWithSegments(HubPath) && request.Headers.Upgrade.Count == 0;

    private static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        context.Items[_key] = true;
        context.Request.Method = HttpMethods.Get;
        try
        {
            await next(context);
        }
        finally
        {
            context.Request.Method = HttpMethods.Head; // as the log should tell it
        }
    }

    /// <summary>Adds HEAD to an <c>Allow</c> that has GET.</summary>
    public static void Allow(HttpResponse response)
    {
        List<string> methods = [.. response.Headers.Allow.SelectMany(line => (line ?? "").Split(',', StringSplitOptions.TrimEntries))];
        if (methods.Contains(HttpMethods.Get) && !methods.Contains(HttpMethods.Head))
        {
            response.Headers.Allow = new StringValues(string.Join(", ", [.. methods, HttpMethods.Head]));
        }
    }
}
