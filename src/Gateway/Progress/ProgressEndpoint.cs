using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Identity;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Gateway.Settings;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Settings;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Gateway.Progress;

/// <summary>The doors to a project's events: WebSocket, server-sent events and pages of the log. See docs/guide/events.md.</summary>
internal static class ProgressEndpoint
{
    /// <summary>A half-open connection is found within two of these.</summary>
    public static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(15);

    /// <summary>For the answer to a ping. The framework looks every quarter of it: what it may be late, twice, fits into the two.</summary>
    public static readonly TimeSpan PongTimeout = TimeSpan.FromSeconds(10);

    /// <summary>All that <see cref="MapProgress"/> needs. Follows the streams of a cluster whose client is registered too.</summary>
    public static IHostApplicationBuilder AddProgressFeed(this IHostApplicationBuilder builder)
    {
        builder.AddProgressRelay();
        builder.Services.AddHostedService<ProgressSubscriber>();
        return builder;
    }

    /// <summary>The feed without streams: events come from the log alone, up to two seconds late.</summary>
    public static IHostApplicationBuilder AddProgressRelay(this IHostApplicationBuilder builder)
    {
        builder.AddSettings<ProgressOptions>();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ProgressRelay>();
        builder.Services.AddSingleton<ProgressPlaces>();
        builder.Services.AddSingleton<ProgressDoor>();
        builder.Services.AddHostedService<HeadsPoll>();
        builder.Services.AddHostedService<TextWatch>();
        builder.Services.PostConfigure<WebSocketOptions>(options => // SignalR turns pings off for all, having its own
        {
            options.KeepAliveInterval = PingInterval;
            options.KeepAliveTimeout = PongTimeout;
        });
        builder.AddProgressHub();
        builder.AddLostPeers(PongTimeout);
        return builder;
    }

    public static WebApplication MapProgress(this WebApplication app)
    {
        var prefix = app.Services.GetRequiredService<IOptions<GatewayOptions>>().Value.ApiPrefix;
        app.UseTrafficMeter(); // before the WebSockets that it meters
        app.UseWebSockets();
        var project = app.MapGroup($"{prefix}/projects/{{project_id}}").WithTags("Progress");
        var followed = project.MapGroup("").WithMetadata(TicketSignIn.Offered).Demand(Scopes.PlansRead);
        followed.MapGet("/progress", FollowAsync).DisableRequestTimeout().ExcludeFromDescription();
        followed.MapEvents().MapEventStream();
        project.MapTickets();
        app.MapGroup(prefix).WithTags("Progress").WithMetadata(TicketSignIn.Offered, SessionSignIn.Offered).Demand(Scopes.PlansRead)
            .MapJointFeed();
        return app.MapProgressHub();
    }

    private static async Task FollowAsync(HttpContext context, string project_id, ProgressDoor door, Origins origins, ProgressPlaces places,
        ProgressRelay relay, TimeProvider clock, IHostApplicationLifetime lifetime)
    {
        var (admission, refusal) = await door.AdmitAsync(context, project_id, context.Request.Query["after"]);
        if (admission is not { Project: var project })
        {
            await origins.RefuseAsync(context, refusal!);
            return;
        }

        using var subscription = admission.Subscription; // the project itself need not stay in memory
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.Headers.Upgrade = "websocket";
            await Problems.OfStatus(context, StatusCodes.Status426UpgradeRequired).ExecuteAsync(context);
            return;
        }

        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            await origins.RefuseAsync(context, Problems.Unavailable(context)); // it would be closed at once
            return;
        }

        var (place, noRoom) = door.Enter(context, admission.Pass, "websocket");
        if (place is null)
        {
            await origins.RefuseAsync(context, noRoom!);
            return;
        }

        using (place)
        {
            var reader = admission.NewReader(ProgressDoor.IsTrue(context.Request.Query["progress"]));
            reader.Enqueue(ProgressMessages.Connected(project, WireTime.Now(clock)));
            try
            {
                using var socket = await context.WebSockets.AcceptWebSocketAsync();
                await new ProgressSocket(socket, reader, place, places, context.Features.GetRequiredFeature<TrafficMeter>(), clock)
                    .RunAsync(token => relay.FollowAsync(reader, token), lifetime.ApplicationStopping, context.RequestAborted);
            }
            finally
            {
                relay.Leave(reader);
            }
        }
    }
}
