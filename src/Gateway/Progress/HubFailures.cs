using AiDevFramework.Gateway.Api;
using Microsoft.AspNetCore.SignalR;

namespace AiDevFramework.Gateway.Progress;

/// <summary>
/// Logs what a hub method failed with, unless it is the answer to a client's mistake: SignalR's own log would give each of those
/// as an error with its stack, as often as clients like.
/// </summary>
internal sealed partial class HubFailures(ILogger<HubFailures> logger) : IHubFilter
{
    /// <summary>Categories in which SignalR logs the same exceptions once more.</summary>
    public static readonly string[] Replaced =
    [
        "Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher", "Microsoft.AspNetCore.SignalR.HubConnectionHandler",
    ];

    public async ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        try
        {
            return await next(invocationContext);
        }
        catch (Exception exception) when (FailureHandler.IsUnavailable(exception))
        {
            LogUnavailable(exception, invocationContext.HubMethodName);
            throw new HubException("The database or the cluster did not answer. Call again in a moment.");
        }
        catch (Exception exception) when (IsUnplanned(exception, invocationContext.Context))
        {
            LogFailed(exception, invocationContext.HubMethodName);
            throw;
        }
    }

    public async Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        try
        {
            await next(context);
        }
        catch (Exception exception) when (IsUnplanned(exception, context.Context))
        {
            LogFailed(exception, nameof(Hub.OnConnectedAsync));
            throw;
        }
    }

    public async Task OnDisconnectedAsync(
        HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        try
        {
            await next(context, exception);
        }
        catch (Exception failure) when (failure is not HubException)
        {
            LogFailed(failure, nameof(Hub.OnDisconnectedAsync));
            throw;
        }
    }

    private static bool IsUnplanned(Exception exception, HubCallerContext caller) =>
        exception is not HubException && !(exception is OperationCanceledException && caller.ConnectionAborted.IsCancellationRequested);

    [LoggerMessage(LogLevel.Warning, "The hub's method {Method} could not be done now")]
    private partial void LogUnavailable(Exception exception, string method);

    [LoggerMessage(LogLevel.Error, "The hub's method {Method} failed")]
    private partial void LogFailed(Exception exception, string method);
}
