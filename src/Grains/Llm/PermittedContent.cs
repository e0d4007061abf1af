using System.Net;

namespace AiDevFramework.Grains.Llm;

/// <summary>
/// The body of a request that costs money. Its bytes are asked for when there is a connection and nothing is sent yet, headers
/// included: whatever happened on the way there, a process that stood still for a while does not send what it no longer may.
/// </summary>
/// <param name="limiter">Asked for the permit, which costs next to nothing where it was asked just now. Absent where nothing can forbid a
/// call.</param>
internal sealed class PermittedContent(ReadOnlyMemory<byte> body, CallLimiter? limiter) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    /// <exception cref="OperationCanceledException">It may not be sent any more, or the caller gave up.</exception>
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (limiter is not null)
        {
            await limiter.PermitAsync(cancellationToken).ConfigureAwait(false);
        }

        await stream.WriteAsync(body, cancellationToken).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }
}
