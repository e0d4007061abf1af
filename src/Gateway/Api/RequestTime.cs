using Microsoft.AspNetCore.Http.Timeouts;

namespace AiDevFramework.Gateway.Api;

/// <summary>
/// How long a request waits for what stands behind the gateway, so that it is answered within five seconds whatever hangs there.
/// Orleans looks for calls that are over once a second only: its own timeouts would add up to more.
/// </summary>
internal static class RequestTime
{
    /// <summary>For the lease of a client's rate limit.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(1);

    /// <summary>For a command to a project, or for a read with all of its tries.</summary>
    public static readonly TimeSpan Work = TimeSpan.FromSeconds(3);

    /// <summary>For all of it. The time of a body that comes slowly does not count, nor that of a feed once it is open.</summary>
    public static readonly TimeSpan Total = Lease + Work;

    public static IHostApplicationBuilder AddRequestTime(this IHostApplicationBuilder builder)
    {
        builder.Services.AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = new RequestTimeoutPolicy
        {
            Timeout = Total,
            TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
            WriteTimeoutResponse = context => Problems.Unavailable(context).ExecuteAsync(context),
        });
        return builder;
    }

    /// <summary>The client takes its time: from here on only what waits for the cluster has a limit.</summary>
    public static void Release(HttpContext context) => context.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
}
