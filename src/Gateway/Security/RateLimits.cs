using System.Globalization;
using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Settings;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Gateway.Security;

/// <summary>Counts each request that is not exempt, tells the client in the RateLimit headers and refuses with 429.</summary>
internal sealed class RateLimits(RequestDelegate next, IRateLedger ledger, IOptions<GatewayOptions> options)
{
    private readonly RatePolicy _global = RatePolicy.Global(options.Value.RateLimitPerSecond);

    public async Task InvokeAsync(HttpContext context)
    {
        var client = RateClient.Of(context);
        var policy = PolicyFor(context, client);
        if (ReferenceEquals(policy, RatePolicy.Exempt))
        {
            await next(context);
            return;
        }

        var verdict = await ledger.CountAsync(client, policy);
        var headers = context.Response.Headers;
        headers["RateLimit-Policy"] = policy.Header;
        headers["RateLimit"] = string.Create(
            CultureInfo.InvariantCulture, $"\"{policy.Name}\";r={verdict.Remaining};t={verdict.ResetSeconds}");
        if (verdict.Allowed)
        {
            await next(context);
            return;
        }

        GatewayInstruments.RateLimited.Add(1, new KeyValuePair<string, object?>("policy", policy.Name));
        headers.RetryAfter = verdict.ResetSeconds.ToString(CultureInfo.InvariantCulture);
        context.Request.Headers.Accept = default; // who asks for an event stream is told as well
        await Problems.TooManyRequests(policy.Name, verdict.ResetSeconds).ExecuteAsync(context);
    }

    private RatePolicy PolicyFor(HttpContext context, RateClient client)
    {
        var metadata = context.GetEndpoint()?.Metadata;
        var wrongPassword = client.Kind is CallerKind.Stranger
            && context.Request.Headers.Authorization.Count > 0
            && metadata?.GetMetadata<BrowserSignIn>() is not null;
        return wrongPassword ? RatePolicy.Password : metadata?.GetMetadata<RatePolicy>() ?? _global;
    }
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
