using AiDevFramework.Gateway.Progress;

namespace AiDevFramework.Gateway.Tests.Progress;

public sealed class MeteredStreamTests : IDisposable
{
    private readonly RecordingStream _inner = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _inner.Dispose();

    [Fact]
    public async Task WriteAsync_WhileMoreFollows_LeavesWithTheNextOne()
    {
        await using var stream = new MeteredStream(_inner, new TrafficMeter(TimeProvider.System)) { MoreFollows = true };
        await stream.WriteAsync("one "u8.ToArray(), Cancellation);
        await stream.WriteAsync("two "u8.ToArray(), Cancellation);
        Assert.Empty(_inner.Writes);

        stream.MoreFollows = false;
        await stream.WriteAsync("three"u8.ToArray(), Cancellation);
        await stream.WriteAsync("four"u8.ToArray(), Cancellation);

        Assert.Equal(["one two three", "four"], _inner.Writes);
    }

    [Fact]
    public async Task WriteAsync_OfMoreThanWaits_LeavesAtOnceAndInOrder()
    {
        await using var stream = new MeteredStream(_inner, new TrafficMeter(TimeProvider.System)) { MoreFollows = true };
        var large = new string('x', 4095);

        await stream.WriteAsync("small"u8.ToArray(), Cancellation);
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(large), Cancellation);
        await stream.WriteAsync("waits"u8.ToArray(), Cancellation);

        Assert.Equal(["small", large], _inner.Writes);
    }

    [Fact]
    public async Task WriteAsync_WhereTheConnectionFails_FailsForWhatWaitedToo()
    {
        await using var stream = new MeteredStream(_inner, new TrafficMeter(TimeProvider.System)) { MoreFollows = true };
        await stream.WriteAsync("waits"u8.ToArray(), Cancellation);
        (stream.MoreFollows, _inner.Fails) = (false, true);

        await Assert.ThrowsAsync<IOException>(async () => await stream.WriteAsync("last"u8.ToArray(), Cancellation));
    }

    private sealed class RecordingStream : MemoryStream
    {
        public List<string> Writes { get; } = [];

        public bool Fails { get; set; }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Fails)
            {
                return ValueTask.FromException(new IOException("The connection is gone."));
            }

            Writes.Add(System.Text.Encoding.ASCII.GetString(buffer.Span));
            return ValueTask.CompletedTask;
        }
    }
}
