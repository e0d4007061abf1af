using AiDevFramework.Gateway.Api;
using AiDevFramework.Grains.Abstractions;

namespace AiDevFramework.Gateway.Progress;

/// <summary>Sends what waits for one connection of server-sent events, at the pace of its client, and says why it ends.</summary>
internal sealed class EventPump(HttpContext context, EventWriter writer, ProgressPlace place, TimeProvider clock)
{
    /// <summary>A comment keeps proxies from closing a quiet stream, and shows a client that is gone.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>Returns when nothing more can come, or the client cannot be served now. Never fails for what a client comes back after.</summary>
    /// <param name="following">Fails where following a project fails.</param>
    /// <param name="send">Writes a message. Returns whether it is the last one.</param>
    /// <param name="cursor">The last event that was queued for the client; <see langword="null"/> where it has a cursor for each project.</param>
    public async Task RunAsync(
        FeedQueue queue, Task following, Func<FeedMessage, bool> send, Func<long?> cursor, CancellationToken ending)
    {
        try
        {
            await SendAsync(queue, following, send, ending);
        }
        catch (FeedLaggedException lagged)
        {
            GatewayInstruments.LagCloses.Add(1, place.Transport);
            writer.WriteComment($"too slow; resume {(cursor() is null ? "with the cursors you have" : $"after {lagged.LastSeq}")}");
        }
        catch (ProjectGoneException)
        {
            writer.WriteComment(ProjectGoneException.Reason); // who comes back for it is told that there is no such project
        }
        catch (ClientStalledException)
        {
            GatewayInstruments.LagCloses.Add(1, place.Transport);
            context.Abort(); // it takes nothing, not even a goodbye
        }
        catch (OperationCanceledException) when (place.Ended.IsCancellationRequested)
        {
            writer.WriteComment(PlaceEnds.ReasonOf(place.End, cursor()));
        }
        catch (Exception exception) when (
            exception is OperationCanceledException or StoreUnavailableException or OrleansException or TimeoutException)
        {
            // The client is gone, the process stops, or the log cannot be read now: who still listens comes back by itself.
        }
    }

    private async Task SendAsync(FeedQueue queue, Task following, Func<FeedMessage, bool> send, CancellationToken ending)
    {
        await writer.FlushAsync(ending);
        using var end = queue.EndWhen(ending);
        using var heartbeat = new PeriodicTimer(Heartbeat, clock);
        var beat = heartbeat.WaitForNextTickAsync(ending).AsTask();
        var more = queue.WaitToReadAsync().AsTask();
        while (true)
        {
            var first = following.IsCompletedSuccessfully ? await Task.WhenAny(more, beat) : await Task.WhenAny(more, beat, following);
            if (first == following)
            {
                await following;
                continue;
            }

            var over = false;
            if (first == beat)
            {
                await beat;
                writer.WriteHeartbeat();
                beat = heartbeat.WaitForNextTickAsync(ending).AsTask();
            }
            else if (await more)
            {
                while (!over && queue.TryRead(out var message))
                {
                    over = send(message);
                    if (message.Seq is not null)
                    {
                        GatewayInstruments.EventsDelivered.Add(1, place.Transport);
                    }
                }

                more = queue.WaitToReadAsync().AsTask();
            }

            await writer.FlushAsync(ending);
            if (over)
            {
                return;
            }
        }
    }
}
