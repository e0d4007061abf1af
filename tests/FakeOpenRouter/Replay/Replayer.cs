using System.Net.Sockets;
using AiDevFramework.FakeOpenRouter.Log;
using AiDevFramework.FakeOpenRouter.Script;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace AiDevFramework.FakeOpenRouter.Replay;

/// <summary>Sends a recorded answer past the HTTP server, straight into the connection, and ends the connection as it ended.</summary>
internal static class Replayer
{
    public static async Task<CallOutcome> SendAsync(
        HttpContext context, LoggedCall call, Recording recording, FakeScript script, CancellationToken cancellationToken)
    {
        var socket = context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket;
        call.Status = recording.Status;
        var bytes = recording.Bytes().AsMemory();
        try
        {
            while (!bytes.IsEmpty)
            {
                bytes = bytes[await socket.SendAsync(bytes, SocketFlags.None, cancellationToken)..];
            }

            switch (recording.End)
            {
                case RecordingEnd.Reset:
                    context.Abort();
                    return CallOutcome.Cut;
                case RecordingEnd.Silent:
                    await script.HoldAsync(call, cancellationToken);
                    break;
            }

            socket.Shutdown(SocketShutdown.Send);
            await ClientLeavesAsync(context, cancellationToken); // a reset before that could take bytes along that are under way
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            if (!bytes.IsEmpty)
            {
                return CallOutcome.ClientGone;
            }

            // The client had all it wanted and left first.
        }

        context.Abort();
        return recording.End switch
        {
            RecordingEnd.Broken or RecordingEnd.Silent => CallOutcome.Cut,
            _ => recording.Status is >= 200 and < 300 ? CallOutcome.Completed : CallOutcome.Error,
        };
    }

    private static async Task ClientLeavesAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = cancellationToken.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), left);
        using var aborted = context.RequestAborted.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), left);
        await left.Task;
    }
}
