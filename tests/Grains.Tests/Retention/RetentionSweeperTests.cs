using System.Threading.Channels;
using AiDevFramework.Grains.Retention;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace AiDevFramework.Grains.Tests.Retention;

public sealed class RetentionSweeperTests
{
    private static readonly DateTimeOffset _noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _clock = new(_noon);
    private readonly PurgeRequests _requests = new();
    private readonly RecordingStore _store = new();
    private readonly FakeLogger<RetentionSweeper> _log = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task Sweep_AtStart_RemovesPageAfterPageOfWhatIsPastItsTime()
    {
        _store.Keys.Enqueue(RetentionSweeper.PageSize);
        _store.Audits.Enqueue(RetentionSweeper.PageSize);
        _store.Projects.Enqueue(true);
        using var sweeper = await StartAsync();

        Assert.Equal(
            [
                ("keys", _noon.AddDays(-1)), ("keys", _noon.AddDays(-1)),
                ("audit", _noon.AddDays(-7)), ("audit", _noon.AddDays(-7)),
                ("projects", _noon.AddDays(-3)), ("projects", _noon.AddDays(-3)),
            ],
            [.. await _store.TakeAsync(6)]);
        await sweeper.StopAsync(Cancellation);
    }

    [Fact(Timeout = 60_000)]
    public async Task Sweep_ForSomebodyWhoDoesNotWantToWait_ComesAtOnce()
    {
        using var sweeper = await StartAsync();
        await _store.TakeAsync(3);

        _requests.Ask();

        Assert.Equal(["keys", "audit", "projects"], (await _store.TakeAsync(3)).Select(asked => asked.What));
        await sweeper.StopAsync(Cancellation);
    }

    [Fact(Timeout = 60_000)]
    public async Task Sweep_AfterOneThatFailed_IsTriedAgain()
    {
        _store.Failure = new TimeoutException("The database is away.");
        using var sweeper = await StartAsync();
        await _store.TakeAsync(1);
        _store.Failure = null;

        _requests.Ask();

        Assert.Equal(["keys", "audit", "projects"], (await _store.TakeAsync(3)).Select(asked => asked.What));
        Assert.Contains("The database is away.", Assert.Single(_log.Collector.GetSnapshot()).Message, StringComparison.Ordinal);
        await sweeper.StopAsync(Cancellation);
    }

    private async Task<RetentionSweeper> StartAsync()
    {
        var options = Options.Create(new RetentionOptions { AuditRetentionDays = 7, DeletedRetentionDays = 3 });
        var sweeper = new RetentionSweeper(_store, _requests, options, _clock, _log);
        await sweeper.StartAsync(Cancellation);
        return sweeper;
    }

    private sealed class RecordingStore : IRetentionStore
    {
        private readonly Channel<(string What, DateTimeOffset Before)> _asked = Channel.CreateUnbounded<(string, DateTimeOffset)>();

        public Queue<int> Keys { get; } = new();

        public Queue<int> Audits { get; } = new();

        public Queue<bool> Projects { get; } = new();

        public Exception? Failure { get; set; }

        public async Task<IReadOnlyList<(string What, DateTimeOffset Before)>> TakeAsync(int count)
        {
            var asked = new List<(string, DateTimeOffset)>();
            while (asked.Count < count)
            {
                asked.Add(await _asked.Reader.ReadAsync(Cancellation));
            }

            return asked;
        }

        public Task<int> DeleteKeysAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken) => Ask("keys", before, Keys);

        public Task<int> DeleteAuditsAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken) => Ask("audit", before, Audits);

        public Task<bool> PurgeAsync(DateTimeOffset deletedBefore, int limit, CancellationToken cancellationToken) =>
            Ask("projects", deletedBefore, Projects);

        private Task<T> Ask<T>(string what, DateTimeOffset before, Queue<T> answers)
        {
            var failure = Failure;
            _asked.Writer.TryWrite((what, before));
            if (failure is not null)
            {
                return Task.FromException<T>(failure);
            }

            return Task.FromResult(answers.TryDequeue(out var answer) ? answer : default!);
        }
    }
}
