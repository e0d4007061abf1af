using System.Globalization;
using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Gateway.Settings;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Projects;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Gateway.Progress;

/// <summary>The WebSocket <c>/projects/{id}/progress</c>.</summary>
internal static class ProgressEndpoint
{
    /// <summary>A half-open connection is found within two of these.</summary>
    private static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(15);

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
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ProgressRelay>();
        builder.Services.AddHostedService<HeadsPoll>();
        builder.Services.Configure<WebSocketOptions>(options =>
        {
            options.KeepAliveInterval = PingInterval;
            options.KeepAliveTimeout = PingInterval;
        });
        return builder;
    }

    public static WebApplication MapProgress(this WebApplication app)
    {
        var prefix = app.Services.GetRequiredService<IOptions<GatewayOptions>>().Value.ApiPrefix;
        app.UseWebSockets();
        app.MapGet($"{prefix}/projects/{{project_id}}/progress", FollowAsync).ExcludeFromDescription();
        return app;
    }

    private static async Task FollowAsync(HttpContext context, string project_id, ProgressAccess access, Origins origins,
        ProgressRelay relay, IProjectReader reads, TimeProvider clock, IHostApplicationLifetime lifetime)
    {
        if (!Uuid.TryParse(project_id, out var projectId))
        {
            await Problems.InvalidProjectId().ExecuteAsync(context);
            return;
        }

        if (!origins.Allows(context.Request))
        {
            await Problems.OriginNotAllowed().ExecuteAsync(context);
            return;
        }

        switch (await access.CheckAsync(context, projectId))
        {
            case AccessVerdict.Unauthenticated:
                await Problems.Unauthorized(context, ProgressAccess.TokenGiven(context.Request)).ExecuteAsync(context);
                return;
            case AccessVerdict.WrongProject:
                await Problems.TicketOfAnotherProject().ExecuteAsync(context);
                return;
        }

        if (await reads.FindProjectAsync(projectId, context.RequestAborted) is not { } project)
        {
            await Problems.ProjectNotFound(projectId).ExecuteAsync(context);
            return;
        }

        if (!TryReadCursor(context.Request.Query["after"], project.LastSeq, out var after))
        {
            await Problems.InvalidCursor(project.LastSeq).ExecuteAsync(context);
            return;
        }

        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.Headers.Upgrade = "websocket";
            await Problems.OfStatus(StatusCodes.Status426UpgradeRequired).ExecuteAsync(context);
            return;
        }

        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            await Problems.Unavailable(context).ExecuteAsync(context); // it would be closed at once
            return;
        }

        var reader = new FeedReader(projectId, after);
        reader.Tell(ProgressMessages.Connected(project, WireTime.Now(clock)));
        try
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            await new ProgressSocket(socket, reader, () => ProgressMessages.Pong(WireTime.Now(clock)))
                .RunAsync(token => relay.FollowAsync(reader, token), lifetime.ApplicationStopping, context.RequestAborted);
        }
        finally
        {
            relay.Leave(reader);
        }
    }

    /// <summary>Without a cursor a connection starts with what comes next, as the original's clients expect.</summary>
    private static bool TryReadCursor(string? text, long lastSeq, out long after)
    {
        after = lastSeq;
        return text is null || (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out after) && after <= lastSeq);
    }
}
