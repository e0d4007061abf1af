using AiDevFramework.Chaos.Evidence;

namespace AiDevFramework.Chaos.Load;

/// <summary>A user who takes one project after the other from an idea to its end.</summary>
internal sealed class ChaosClient(int number, int seed, Person person, Shelf shelf, RecordingApi api, EvidenceFolder evidence, TimeProvider clock)
{
    /// <summary>For one run, whatever happens to it: the model's troubles alone may take a minute.</summary>
    private static readonly TimeSpan RunLimit = TimeSpan.FromMinutes(3);

    /// <summary>For a second feed to catch up with the first.</summary>
    private static readonly TimeSpan CatchUpLimit = TimeSpan.FromSeconds(45);

    /// <summary>Of one command: a minute or so, however often the machine stands still.</summary>
    private const int CommandTries = 200;

    private readonly Random _random = new(HashCode.Combine(seed, number));
    private int _projects;

    /// <summary>Projects whose end it never saw.</summary>
    public int Unended { get; private set; }

    public List<Caller> Callers { get; } = [];

    /// <param name="finishing">No further project is begun.</param>
    public async Task RunAsync(CancellationToken finishing, CancellationToken cancellationToken)
    {
        while (!finishing.IsCancellationRequested)
        {
            var plan = ProjectPlan.Of(_random, api.Addresses.Count);
            var caller = new Caller($"c{number}", $"[[c{number}-{++_projects}]]", null) { Who = person };
            if (await CreateAsync(plan, caller, cancellationToken) is { } project)
            {
                caller = caller with { Project = project };
                shelf.Add(project, person);
                Callers.Add(caller);
                await SeeThroughAsync(plan, caller, cancellationToken);
            }
        }
    }

    /// <summary>Says it until it is known to have been heard, at one gateway or the other: it has a key.</summary>
    /// <returns><see langword="null"/> where it never was: whether it was made is the checker's question then.</returns>
    private async Task<Guid?> CreateAsync(ProjectPlan plan, Caller caller, CancellationToken cancellationToken)
    {
        for (var (attempt, gateway) = (1, plan.FirstGateway); attempt <= CommandTries; attempt++)
        {
            var answer = await api.CreateAsync(caller, gateway, plan.Idea(caller.Mark), cancellationToken);
            if (answer.Outcome is not "info")
            {
                return answer.Json?.GetProperty("project_id").GetGuid();
            }

            await PauseAsync(cancellationToken);
            gateway = _random.Next(api.Addresses.Count);
        }

        return null;
    }

    private async Task SeeThroughAsync(ProjectPlan plan, Caller caller, CancellationToken cancellationToken)
    {
        await using var feed = Follow(caller, "a", plan.FirstGateway);
        await using var second = plan.SecondFeed ? Follow(caller, "b", 1 - plan.FirstGateway) : null;
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var deleted = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var deleting = plan.DeleteAfter is > 0 and { } late ? DeleteAsync(caller, late, feed, deleted, reading.Token) : Task.CompletedTask;
        var reads = ReadNowAndThenAsync(caller, feed, reading.Token);
        try
        {
            if (await CommandAsync(caller, "start", feed, cancellationToken))
            {
                var cancelling = plan is { CancelAfter: { } seq, DeleteAfter: null } ? CancelAsync(caller, seq, feed, reading.Token) : Task.CompletedTask;
                var last = await EndAsync(feed, after: 0, deleted.Token);
                for (var retry = 0; retry < plan.Retries && last.Type is "workflow_failed"; retry++)
                {
                    if (!await CommandAsync(caller, "retry", feed, cancellationToken))
                    {
                        break;
                    }

                    last = await EndAsync(feed, last.Seq, deleted.Token);
                }

                await reading.CancelAsync();
                await cancelling;
                await deleting;
                if (second is not null)
                {
                    await second.WaitForAsync(item => item.Seq >= feed.LastSeq, CatchUpLimit, deleted.Token);
                }

                if (plan.DeleteAfter is not null && !deleted.IsCancellationRequested)
                {
                    await CommandAsync(caller, "delete", feed, cancellationToken);
                }
            }
        }
        catch (OperationCanceledException) when (deleted.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // there is nothing to wait for any more
        }
        catch (TimeoutException)
        {
            Unended++; // its feeds are left incomplete, which the checker judges
        }
        finally
        {
            await reading.CancelAsync();
            await reads;
            await deleting;
        }
    }

    private RecordedFeed Follow(Caller caller, string name, int gateway) =>
        new(api, caller with { Client = caller.Client + name }, gateway, _random.Next(), evidence, clock);

    private static Task<FeedEvent> EndAsync(RecordedFeed feed, long after, CancellationToken cancellationToken) =>
        feed.WaitForAsync(item => item.EndsRun && item.Seq > after, RunLimit, cancellationToken);

    /// <summary>Says it until it is known to have been heard.</summary>
    /// <returns>Whether the command took effect, by this request or by one before it whose answer was lost.</returns>
    private async Task<bool> CommandAsync(Caller caller, string command, RecordedFeed feed, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= CommandTries; attempt++)
        {
            var gateway = _random.Next(api.Addresses.Count);
            var answer = command == "delete"
                ? await api.DeleteAsync(caller, gateway, feed.LastSeq, cancellationToken)
                : await api.CommandAsync(caller, gateway, command, feed.LastSeq, cancellationToken);
            if (answer.Outcome is "ok" or "fail")
            {
                return answer.Outcome is "ok" || attempt > 1;
            }

            await PauseAsync(cancellationToken);
        }

        throw new TimeoutException($"The {command} of {caller.Project} was never answered.");
    }

    private async Task CancelAsync(Caller caller, long seq, RecordedFeed feed, CancellationToken reading)
    {
        try
        {
            await feed.WaitForAsync(item => item.Seq >= seq, RunLimit, reading);
            await CommandAsync(caller, "cancel", feed, reading);
        }
        catch (Exception exception) when (exception is OperationCanceledException or TimeoutException)
        {
            // the run was over before
        }
    }

    /// <param name="deleted">Cancelled when it is known to be gone.</param>
    private async Task DeleteAsync(Caller caller, long seq, RecordedFeed feed, CancellationTokenSource deleted, CancellationToken reading)
    {
        try
        {
            await feed.WaitForAsync(item => item.Seq >= seq, RunLimit, reading);
            await CommandAsync(caller, "delete", feed, reading);
            await deleted.CancelAsync();
        }
        catch (Exception exception) when (exception is OperationCanceledException or TimeoutException)
        {
            // the run was over before
        }
    }

    private async Task ReadNowAndThenAsync(Caller caller, RecordedFeed feed, CancellationToken reading)
    {
        var random = new Random(_random.Next());
        try
        {
            while (true)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(random.Next(200, 1500)), clock, reading);
                await api.ReadAsync(caller, random.Next(api.Addresses.Count), "read", "", feed.LastSeq, reading);
            }
        }
        catch (OperationCanceledException) when (reading.IsCancellationRequested)
        {
            // its project has ended
        }
    }

    private Task PauseAsync(CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromMilliseconds(_random.Next(100, 500)), clock, cancellationToken);
}
