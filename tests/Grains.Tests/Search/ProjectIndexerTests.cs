using System.Threading.Channels;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Search;
using AiDevFramework.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace AiDevFramework.Grains.Tests.Search;

public sealed class ProjectIndexerTests : IDisposable
{
    private readonly FakeIndex _index = new();
    private readonly TestClock _clock = new(instant: true);
    private readonly ProjectIndexer _indexer;

    public ProjectIndexerTests() => _indexer = new ProjectIndexer(_index, _clock, NullLogger<ProjectIndexer>.Instance);

    public void Dispose() => _indexer.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task Run_WithWorkAndWithFailures_GoesOnAndRestsMeanwhile()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await _indexer.StartAsync(cancellation);
        foreach (var next in (Func<int>[])[() => 3, () => throw new StoreUnavailableException("away"), () => throw new InvalidOperationException("wrong"), () => 50, () => 0])
        {
            Assert.Equal(50, await _index.AnswerAsync(next, cancellation));
        }

        await _index.Asked.Reader.ReadAsync(cancellation);
        await _indexer.StopAsync(cancellation);

        Assert.Equal([1, 5, 5, 1], _clock.Waits.Take(4).Select(wait => wait.TotalSeconds));
    }

    private sealed class FakeIndex : IProjectIndex
    {
        private readonly Channel<Func<int>> _answers = Channel.CreateUnbounded<Func<int>>();

        public Channel<int> Asked { get; } = Channel.CreateUnbounded<int>();

        /// <returns>How many changes were asked for.</returns>
        public async Task<int> AnswerAsync(Func<int> answer, CancellationToken cancellationToken)
        {
            var most = await Asked.Reader.ReadAsync(cancellationToken);
            await _answers.Writer.WriteAsync(answer, cancellationToken);
            return most;
        }

        public async Task<int> UpdateAsync(int most, CancellationToken cancellationToken)
        {
            await Asked.Writer.WriteAsync(most, cancellationToken);
            return (await _answers.Reader.ReadAsync(cancellationToken))();
        }
    }
}
