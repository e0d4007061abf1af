using System.Collections.Concurrent;
using System.Globalization;
using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Grains.Abstractions;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.SignalR;

namespace AiDevFramework.Gateway.Progress;

/// <summary>
/// SignalR at <c>/hubs/progress</c>: one connection follows any number of projects. Each subscription is a reader of the same
/// relay that WebSockets follow, so cursors, order and payloads are the same. See docs/guide/events.md for the methods.
/// </summary>
internal sealed class ProgressHub(ProgressDoor door, ProgressRelay relay, ProgressPlaces places, IHubContext<ProgressHub> hub, TimeProvider clock)
    : Hub
{
    public const string Path = HeadRequests.HubPath;

    /// <summary>Projects that one connection may follow.</summary>
    private const int MaxSubscriptions = 100;

    private static readonly object _key = new();

    private HubConnection Connection => (HubConnection)Context.Items[_key]!;

    public override Task OnConnectedAsync()
    {
        var http = Context.GetHttpContext()!;
        var pass = (ProgressPass)http.Items[HubDoor.PassKey]!;
        if (places.TryEnter(pass, RateClient.SiteOf(http), "signalr", out _) is not { } place)
        {
            throw new HubException("Too many connections are open; close some and connect again.");
        }

        Context.Items[_key] = new HubConnection(
            Context, hub.Clients.Client(Context.ConnectionId), pass, place, wantsText: ProgressDoor.IsTrue(http.Request.Query["progress"]));
        return Task.CompletedTask;
    }

    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        if (Context.Items.TryGetValue(_key, out var connection))
        {
            await ((HubConnection)connection!).CloseAsync();
        }
    }

    /// <summary>Follows a project from the event after <paramref name="after"/>; once more, it starts anew from there.</summary>
    /// <param name="after">A number; null: from what comes next on. Taken as it comes, so that a wrong one can be answered.</param>
    /// <returns>The <c>connected</c> message as JSON text.</returns>
    public async Task<string> Subscribe(string projectId, object? after)
    {
        var connection = Connection;
        places.Touch(connection.Place);
        if (!Uuid.TryParse(projectId, out var id))
        {
            throw Refused(Problems.InvalidProjectId());
        }

        var (admission, refusal) = await door.AdmitAsync(
            connection.Pass, id, after is null ? null : Convert.ToString(after, CultureInfo.InvariantCulture), Context.ConnectionAborted);
        if (admission is null)
        {
            throw Refused(refusal!);
        }

        try
        {
            await connection.LeaveAsync(id);
            if (connection.Count >= MaxSubscriptions)
            {
                throw new HubException($"A connection follows at most {MaxSubscriptions} projects; unsubscribe from some.");
            }

            if (!connection.TryFollow(id, new HubPump(admission.NewReader(connection.WantsText), admission.Subscription, relay, connection, places, clock)))
            {
                throw new HubException("The connection is closed.");
            }
        }
        catch
        {
            admission.Subscription.Dispose();
            throw;
        }

        return ProgressMessages.Connected(admission.Project, WireTime.Now(clock)).Text;
    }

    public async Task Unsubscribe(string projectId)
    {
        places.Touch(Connection.Place);
        if (Uuid.TryParse(projectId, out var id))
        {
            await Connection.LeaveAsync(id);
        }
    }

    private static HubException Refused(Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult problem) =>
        new(problem.ProblemDetails.Detail);
}

/// <summary>What one SignalR connection follows.</summary>
internal sealed class HubConnection
{
    private readonly ConcurrentDictionary<Guid, HubPump> _pumps = new();
    private readonly Lock _lock = new();
    private readonly CancellationTokenRegistration _ended;
    private bool _closed;

    public HubConnection(HubCallerContext context, ISingleClientProxy client, ProgressPass pass, ProgressPlace place, bool wantsText)
    {
        (Context, Client, Pass, Place, WantsText) = (context, client, pass, place, wantsText);
        _ended = place.Ended.UnsafeRegister(static self => _ = ((HubConnection)self!).EndAsync(), this);
    }

    public HubCallerContext Context { get; }

    public ISingleClientProxy Client { get; }

    public ProgressPass Pass { get; }

    public ProgressPlace Place { get; }

    public bool WantsText { get; }

    public int Count => _pumps.Count;

    /// <returns><see langword="false"/> where the connection has gone meanwhile: nobody would end it.</returns>
    public bool TryFollow(Guid projectId, HubPump pump)
    {
        lock (_lock)
        {
            if (_closed)
            {
                return false;
            }

            _pumps[projectId] = pump;
            pump.Start();
            return true;
        }
    }

    public async Task LeaveAsync(Guid projectId)
    {
        if (_pumps.TryRemove(projectId, out var pump))
        {
            await pump.DisposeAsync();
        }
    }

    public async Task CloseAsync()
    {
        lock (_lock)
        {
            _closed = true;
        }

        await _ended.DisposeAsync();
        try
        {
            await Task.WhenAll(_pumps.Keys.Select(LeaveAsync));
        }
        finally
        {
            Place.Dispose();
        }
    }

    /// <summary>The token is no longer good, or nothing happened for too long: each subscription is told where it can resume.</summary>
    private async Task EndAsync()
    {
        await Task.WhenAll(_pumps.Values.Select(pump => pump.StopAsync()));
        await Task.WhenAll(_pumps.Values.Select(pump => pump.SayClosedAsync(PlaceEnds.ReasonOf(Place.End, pump.LastSent))));
        if (Context.Features.Get<IConnectionLifetimeNotificationFeature>() is { } lifetime)
        {
            lifetime.RequestClose(); // unlike an abort it lets clients reconnect by themselves
        }
        else
        {
            Context.Abort();
        }
    }
}
