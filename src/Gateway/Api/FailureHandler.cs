using System.Diagnostics;
using AiDevFramework.Gateway.Settings;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Settings;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Gateway.Api;

/// <summary>What no endpoint planned for: logged here, once, and answered as a problem. What lasts, a database that is away or full, is
/// logged once a minute.</summary>
internal sealed partial class FailureHandler(IOptions<GatewayOptions> options, TimeProvider clock, ILogger<FailureHandler> logger) : IExceptionHandler
{
    private readonly LogPace _unavailable = new(clock);

    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        var problem = exception switch
        {
            BadHttpRequestException bad => Problems.OfStatus(context, bad.StatusCode),
            IOException when context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true } => Problems.BrokenBody(),
            StoreUnavailableException { Trouble: not StoreTrouble.Away } unwritable => Unwritable(context, unwritable),
            _ when IsUnavailable(exception) || IsCalledOff(exception, context) => Unavailable(context, exception),
            _ => Unexpected(context, exception),
        };
        await problem.ExecuteAsync(context);
        return true;
    }

    /// <summary>Whether the database or the cluster cannot be reached, and the same request may do in a moment.</summary>
    public static bool IsUnavailable(Exception exception) => exception is
        StoreUnavailableException
        or TimeoutException // Orleans gave up waiting for an answer
        or OrleansException // no silo, no gateway, a rejected message: the cluster's own troubles
        or ArgumentException { Source: "Orleans.Core" }; // no silo is known that has the grain: all of them are away

    /// <summary>A silo that stops calls off what it is doing, and so does a client of the cluster.</summary>
    private static bool IsCalledOff(Exception exception, HttpContext context) =>
        exception is OperationCanceledException && !context.RequestAborted.IsCancellationRequested;

    private ProblemHttpResult Unavailable(HttpContext context, Exception exception)
    {
        TellUnavailable(context, exception);
        return Problems.Unavailable(context);
    }

    private ProblemHttpResult Unwritable(HttpContext context, StoreUnavailableException exception)
    {
        TellUnavailable(context, exception);
        return Problems.Unwritable(context, exception.Trouble);
    }

    private void TellUnavailable(HttpContext context, Exception exception)
    {
        if (_unavailable.IsDue(out var others))
        {
            var reason = (exception.InnerException ?? exception).Message.ReplaceLineEndings(" ");
            LogUnavailable(context.Request.Method, context.Request.Path, reason, others);
        }

        LogCause(exception, context.Request.Method, context.Request.Path);
    }

    private ProblemHttpResult Unexpected(HttpContext context, Exception exception)
    {
        var traceId = Activity.Current?.Id ?? context.TraceIdentifier;
        LogUnexpected(exception, context.Request.Method, context.Request.Path, traceId);
        return Problems.Unexpected(traceId, options.Value.Debug ? exception : null);
    }

    [LoggerMessage(LogLevel.Warning, "{Method} {Path} was answered with 503, and {Others} requests since the last such line: {Reason}")]
    private partial void LogUnavailable(string method, PathString path, string reason, int others);

    [LoggerMessage(LogLevel.Debug, "Why {Method} {Path} was answered with 503")]
    private partial void LogCause(Exception exception, string method, PathString path);

    [LoggerMessage(LogLevel.Error, "{Method} {Path} was answered with 500, trace id {TraceId}")]
    private partial void LogUnexpected(Exception exception, string method, PathString path, string traceId);
}
