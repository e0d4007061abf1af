using System.Security.Claims;
using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Identity;
using AiDevFramework.Gateway.Security;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;

namespace AiDevFramework.Gateway.Progress;

/// <summary>Lets callers with a good token on to the SignalR hub; every request of a connection is looked at.</summary>
internal static class HubDoor
{
    /// <summary>Where the caller's <see cref="ProgressPass"/> is kept with the request.</summary>
    public static readonly object PassKey = new();

    /// <summary>A client has little to say: a subscription fits twenty times.</summary>
    private const int MaxMessageBytes = 4096;

    private const int MaxBufferBytes = 64 * 1024;

    public static IHostApplicationBuilder AddProgressHub(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSignalR(signalR =>
        {
            signalR.MaximumReceiveMessageSize = MaxMessageBytes;
            signalR.KeepAliveInterval = ProgressEndpoint.PingInterval;
            signalR.ClientTimeoutInterval = 2 * ProgressEndpoint.PingInterval;
            signalR.AddFilter<HubFailures>();
        }).AddMessagePackProtocol();
        builder.Services.AddSingleton<HubFailures>();
        foreach (var category in HubFailures.Replaced)
        {
            builder.Logging.AddFilter(category, LogLevel.None);
        }

        return builder;
    }

    public static WebApplication MapProgressHub(this WebApplication app)
    {
        app.MapHub<ProgressHub>(ProgressHub.Path, connection =>
        {
            connection.ApplicationMaxBufferSize = MaxBufferBytes;
            connection.TransportMaxBufferSize = MaxBufferBytes;
        }).DisableRequestTimeout().WithMetadata(RatePolicy.FollowEvents, TicketSignIn.Offered).Demand(Scopes.PlansRead).Add(endpoint =>
        {
            var next = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = context => GuardAsync(context, next);
        });
        return app;
    }

    private static async Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        var door = context.RequestServices.GetRequiredService<ProgressDoor>();
        var (pass, refusal) = door.Recognize(context);
        if (pass is not null && !context.Request.Query.ContainsKey("id")) // a negotiation, or a connection without one
        {
            refusal = door.NoRoom(context, pass);
        }

        if (pass is null || refusal is not null)
        {
            context.Request.Headers.Accept = default; // clients ask for events, and a refusal is none
            await refusal!.ExecuteAsync(context);
            return;
        }

        context.Items[PassKey] = pass;
        // SignalR lets a request on to a connection only where it comes from the same user.
        context.User = new ClaimsPrincipal(new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, pass.ProjectId?.ToString() ?? pass.Holder)], AdminTokenHandler.SchemeName));
        await PassAsync(context, next);
    }

    /// <summary>What SignalR refuses it says in plain text; here as all others do.</summary>
    private static async Task PassAsync(HttpContext context, RequestDelegate next)
    {
        var inner = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        var body = new RefusalBody(inner, context.Response);
        context.Features.Set<IHttpResponseBodyFeature>(body);
        try
        {
            await next(context);
        }
        finally
        {
            context.Features.Set(inner);
        }

        if (body.IsRefusal)
        {
            context.Response.ContentType = null;
            context.Response.ContentLength = null;
            context.Request.Headers.Accept = default;
            await Problems.OfHub(context, context.Response.StatusCode).ExecuteAsync(context);
        }
    }
}
