using System.Collections.Concurrent;
using System.Threading.Channels;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.State;
using AiDevFramework.Llm;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AiDevFramework.Grains.Progress;

/// <summary>
/// The text of this silo's model calls on its way to those who watch it: at most one piece of a project every
/// <see cref="Interval"/>, and what came meanwhile goes out together. Nothing is sent of a project that nobody watches.
/// </summary>
internal sealed partial class LiveText : BackgroundService, ICallListener
{
    /// <summary>Five pieces a second.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private const int MaxBatch = 256;

    private readonly ConcurrentDictionary<Guid, LiveProject> _projects = new();
    private readonly Channel<LiveProject> _due = Channel.CreateUnbounded<LiveProject>(); // holds each project once at the most
    private readonly TypicalLengths _lengths = new();
    private readonly IProgressFeed _feed;
    private readonly TimeProvider _clock;
    private readonly ILogger<LiveText> _logger;
    private readonly ITimer _sweep;

    public LiveText(IProgressFeed feed, TimeProvider clock, ILogger<LiveText> logger)
    {
        (_feed, _clock, _logger) = (feed, clock, logger);
        _sweep = clock.CreateTimer(_ => Sweep(), null, ILiveText.Lease, ILiveText.Lease);
    }

    /// <summary>Projects that are watched or have a call under way.</summary>
    internal int Count => _projects.Count;

    public void Watch(Guid projectId) => Change(projectId, project => project.Watch());

    /// <summary>Starts the text of one attempt at a model call; disposing the call ends it.</summary>
    public LiveCall Begin(StepRequest request)
    {
        var call = new LiveCall(request, _lengths);
        Change(request.ProjectId, project => project.TryAdd(call));
        return call;
    }

    /// <summary>Says that a call waits before it is sent; disposing of the result ends that.</summary>
    /// <param name="forAbout">How long the wait is expected to be; <see langword="null"/> where it depends on other calls.</param>
    public LiveWait Wait(StepRequest request, LiveWaitReason reason, TimeSpan? forAbout)
    {
        var wait = new LiveWait(request, reason, forAbout is { } time ? WireTime.Now(_clock) + time : null);
        Change(request.ProjectId, project => project.TryAdd(wait));
        return wait;
    }

    ICallText ICallListener.Begin(CallOrigin origin) => Begin(StepCalls.RequestOf(origin));

    IDisposable ICallListener.Wait(CallOrigin origin, LiveWaitReason reason, TimeSpan? forAbout) =>
        Wait(StepCalls.RequestOf(origin), reason, forAbout);

    public override void Dispose()
    {
        _sweep.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var updates = new List<ProgressUpdate>();
        while (await _due.Reader.WaitToReadAsync(stoppingToken))
        {
            updates.Clear();
            while (updates.Count < MaxBatch && _due.Reader.TryRead(out var project))
            {
                if (project.DrainUpdate(WireTime.Now(_clock)) is { } update)
                {
                    updates.Add(update);
                }
            }

            try
            {
                await _feed.PublishTextAsync(updates);
            }
            catch (Exception exception)
            {
                LogLost(exception, updates.Count); // the next pieces tell their offset: clients see that something is missing
            }
        }
    }

    /// <summary>Runs <paramref name="change"/> on the project's entry, on a new one where it says that it is gone.</summary>
    private void Change(Guid projectId, Func<LiveProject, bool> change)
    {
        while (!change(_projects.GetOrAdd(
            projectId, static (id, self) => new LiveProject(id, self._clock, self._due.Writer, self.Forget), this)))
        {
        }
    }

    private void Sweep()
    {
        foreach (var project in _projects.Values)
        {
            project.Sweep();
        }
    }

    private void Forget(LiveProject project) => _projects.TryRemove(new KeyValuePair<Guid, LiveProject>(project.Id, project));

    [LoggerMessage(LogLevel.Debug, "{Count} pieces of text could not be passed on; they are not sent again")]
    private partial void LogLost(Exception exception, int count);
}
