using System.Diagnostics;
using AiDevFramework.Gateway.Addresses;

namespace AiDevFramework.Gateway.Api;

/// <summary>
/// Names each request by <see cref="HttpContext.TraceIdentifier"/>, and tells the name in the header <c>X-Request-Id</c> of the answer.
/// It is the one that a trusted proxy gave, else the ids of trace and span, so that it is found wherever these are logged.
/// </summary>
internal static class RequestId
{
    public const string Header = "X-Request-Id";

    private const int MaxLength = 128;

    public static WebApplication UseRequestIds(this WebApplication app)
    {
        var proxies = app.Services.GetRequiredService<TrustedProxies>();
        app.Use((context, next) =>
        {
            var given = context.Request.Headers[Header];
            context.TraceIdentifier = given is [{ } id] && IsId(id) && proxies.Contain(context.Connection.RemoteIpAddress) ? id : New();
            context.Response.OnStarting(static state =>
            {
                var answered = (HttpContext)state;
                answered.Response.Headers[Header] = answered.TraceIdentifier;
                return Task.CompletedTask;
            }, context);
            return next(context);
        });
        return app;
    }

    /// <summary>What can stand in a log and a header without being read as anything else.</summary>
    public static bool IsId(string text) =>
        text.Length is > 0 and <= MaxLength && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');

    private static string New() => Activity.Current is { IdFormat: ActivityIdFormat.W3C } span
        ? $"{span.TraceId}-{span.SpanId}"
        : $"{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}";
}
