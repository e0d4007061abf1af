using AiDevFramework.Gateway.Api;

namespace AiDevFramework.Gateway.Progress;

/// <summary>Sends what one subscription's reader queues, at the pace of the connection.</summary>
internal sealed class HubPump(
    FeedReader reader, IDisposable opening, ProgressRelay relay, HubConnection connection, ProgressPlaces places, TimeProvider clock)
    : IAsyncDisposable
{
    private static readonly TimeSpan FarewellTimeout = TimeSpan.FromSeconds(2);

    private readonly TimeSpan _stallLimit = StallLimit.Next();
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    public long LastSent { get; private set; } = reader.Cursor;

    public void Start() => _running = Task.Run(RunAsync);

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    /// <summary>Tells the client that this subscription has ended. Never fails.</summary>
    public async Task SayClosedAsync(string reason) =>
        await connection.Client.SendCoreAsync("closed", [reader.ProjectId.ToString(), LastSent, reason], CancellationToken.None)
            .WaitAsync(FarewellTimeout, clock, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task RunAsync()
    {
        var following = relay.FollowAsync(reader, _stop.Token);
        try
        {
            await PumpAsync(following);
        }
        catch (FeedLaggedException lagged)
        {
            GatewayInstruments.LagCloses.Add(1, connection.Place.Transport);
            await SayClosedAsync($"Too slow; resume with after={lagged.LastSeq}.");
        }
        catch (ProjectGoneException)
        {
            await SayClosedAsync(ProjectGoneException.Reason);
        }
        catch (ClientStalledException)
        {
            GatewayInstruments.LagCloses.Add(1, connection.Place.Transport);
            connection.Context.Abort(); // it takes nothing, not even a goodbye
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // unsubscribed, or the connection is gone
        }
        catch (Exception)
        {
            await SayClosedAsync($"The project cannot be followed now; resume with after={LastSent} in a moment.");
        }
        finally
        {
            await _stop.CancelAsync();
            await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // it must not attach after we have left
            relay.Leave(reader);
            opening.Dispose();
        }
    }

    private async Task SendAsync(FeedMessage message)
    {
        var sending = connection.Client.SendCoreAsync("event", [reader.ProjectId.ToString(), message.Seq, message.Text], _stop.Token);
        try
        {
            await sending.WaitAsync(_stallLimit, clock, _stop.Token);
        }
        catch (TimeoutException exception)
        {
            throw new ClientStalledException(exception);
        }
    }

    private async Task PumpAsync(Task following)
    {
        using var end = reader.EndWhen(_stop.Token);
        while (await reader.WaitToReadAsync(following))
        {
            while (reader.Messages.TryRead(out var message))
            {
                _stop.Token.ThrowIfCancellationRequested();
                places.Touch(connection.Place); // before the client has the message: what it does then may be later
                await SendAsync(message);
                if (message.Seq is { } seq)
                {
                    LastSent = seq;
                    GatewayInstruments.EventsDelivered.Add(1, connection.Place.Transport);
                }
            }
        }
    }
}
