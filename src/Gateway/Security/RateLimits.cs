using System.Collections.Concurrent;
using System.Globalization;
using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Settings;
using AiDevFramework.Grains.Telemetry;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Gateway.Security;

/// <summary>Counts each request that is not exempt, tells the client in the RateLimit headers and refuses with 429.</summary>
internal sealed class RateLimits(RequestDelegate next, IRateLedger ledger, IOptions<GatewayOptions> options)
{
    private readonly RatePolicy[] _global = [RatePolicy.Global(options.Value.RateLimitPerSecond)];
    private readonly ConcurrentDictionary<RatePolicy, Applied> _applied = new();

    public async Task InvokeAsync(HttpContext context)
    {
        var own = context.GetEndpoint()?.Metadata.GetMetadata<RatePolicy>() ?? _global[0];
        if (ReferenceEquals(own, RatePolicy.Exempt))
        {
            await next(context);
            return;
        }

        var applied = _applied.GetOrAdd(own, static (policy, global) =>
        {
            RatePolicy[] policies = policy == global || !policy.CountsGlobally ? [policy] : [policy, global];
            return new Applied(policies, string.Join(", ", policies.Select(Describe)));
        }, _global[0]);
        var verdict = await ledger.TakeAsync(RateClient.Of(context), applied.Policies);
        var headers = context.Response.Headers;
        headers["RateLimit-Policy"] = applied.Header;
        headers["RateLimit"] = string.Join(", ", verdict.States.Select(Describe));
        if (verdict.Allowed)
        {
            await next(context);
            return;
        }

        var violated = verdict.States.Where(state => state.Remaining <= 0).ToList();
        violated.ForEach(state => Instruments.RateLimited.Add(1, new KeyValuePair<string, object?>("policy", state.Policy.Name)));
        var retryAfter = violated.Max(state => state.ResetSeconds);
        headers.RetryAfter = retryAfter.ToString(CultureInfo.InvariantCulture);
        await Problems.TooManyRequests([.. violated.Select(state => state.Policy.Name)], retryAfter).ExecuteAsync(context);
    }

    private static string Describe(RatePolicy policy) =>
        string.Create(CultureInfo.InvariantCulture, $"\"{policy.Name}\";q={policy.Quota};w={RatePolicy.WindowSeconds}");

    private static string Describe(RateState state) =>
        string.Create(CultureInfo.InvariantCulture, $"\"{state.Policy.Name}\";r={state.Remaining};t={state.ResetSeconds}");

    /// <param name="Header">The value of <c>RateLimit-Policy</c>.</param>
    private sealed record Applied(RatePolicy[] Policies, string Header);
}

internal static class RateLimitRegistration
{
    /// <summary>Limits of this gateway alone.</summary>
    public static IHostApplicationBuilder AddRateLimits(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IRateLedger, RateLedger>();
        return builder;
    }

    /// <summary>Instead, the limits of all gateways of a cluster together.</summary>
    public static IHostApplicationBuilder AddSharedRateLimits(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<GatewayCensus>();
        builder.Services.AddHostedService(services => services.GetRequiredService<GatewayCensus>());
        builder.Services.AddSingleton<IRateLedger, LeasedRateLedger>();
        return builder;
    }

    /// <summary>After authentication, so that guessers are told apart from the operator; before authorization, so that
    /// guesses are counted.</summary>
    public static WebApplication UseRateLimits(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<GatewayOptions>>().Value.RateLimitEnabled)
        {
            app.UseMiddleware<RateLimits>();
        }

        return app;
    }
}
