using System.Collections.Concurrent;
using System.Collections.Immutable;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Audit;
using AiDevFramework.Grains.Abstractions.Costs;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.People;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.Abstractions.Projects;

namespace AiDevFramework.Gateway.Tests.Support;

/// <summary>Grains without a silo: the rules of who may do what, in memory, and a failure on demand.</summary>
internal sealed class FakeCluster : IGrainFactory
{
    public static readonly DateTimeOffset CreatedAt = new(2025, 11, 9, 12, 0, 0, TimeSpan.Zero);

    public ConcurrentDictionary<Guid, ProjectView> Projects { get; } = new();

    public FakeKeys ApiKeys { get; } = new();

    /// <summary>The commands that made projects.</summary>
    public ConcurrentQueue<CreateProject> Created { get; } = new();

    /// <summary>The keys of commands, each with the hash of its body.</summary>
    public ConcurrentDictionary<Guid, string> Keys { get; } = new();

    /// <summary>What was to be deleted, and whether to be purged at once.</summary>
    public ConcurrentQueue<(Guid ProjectId, bool Purge)> Deleted { get; } = new();

    /// <summary>The audit, the newest first.</summary>
    public List<AuditEvent> Audit { get; } = [];

    public ConcurrentQueue<AuditQuery> AuditQueries { get; } = new();

    /// <summary>Who sent the commands to projects.</summary>
    public ConcurrentQueue<CommandOrigin> Origins { get; } = new();

    public ConcurrentDictionary<Guid, IReadOnlyList<DocumentView>> Documents { get; } = new();

    /// <summary>What ideas demand, as the column holds it.</summary>
    public ConcurrentDictionary<Guid, string> Ledgers { get; } = new();

    public ConcurrentDictionary<Guid, CostReport> Costs { get; } = new();

    /// <summary>The newest first.</summary>
    public ConcurrentQueue<AttemptView> Attempts { get; } = new();

    /// <summary>Every stored event, in order per project.</summary>
    public ConcurrentDictionary<Guid, ImmutableList<ProgressEvent>> Events { get; } = new();

    /// <summary>Awaited before each reading of events: a test holds up or fails the log here.</summary>
    public Func<CancellationToken, Task> BeforeEvents { get; set; } = _ => Task.CompletedTask;

    /// <summary>Projects whose text a gateway asked for, once for each time.</summary>
    public ConcurrentQueue<Guid> Watched { get; } = new();

    /// <summary>What lists were asked for.</summary>
    public ConcurrentQueue<ProjectListQuestion> Listed { get; } = new();

    /// <summary>What any list is answered.</summary>
    public ProjectListPage List { get; set; } = new([], null);

    /// <summary>What any idea is estimated to cost.</summary>
    public CostEstimate Estimate { get; set; } = new(0m, 0m, [], []);

    /// <summary>Awaited before every answer while it is set.</summary>
    public Task? Silence { get; set; }

    /// <summary>Thrown by every call while it is set.</summary>
    public Exception? Failure { get; set; }

    public ProjectView Add(WorkflowStatus status, Phase? phase = null, ProjectMetadata? metadata = null)
    {
        var project = new ProjectView(
            Guid.NewGuid(), Guid.NewGuid(), "Build a task management app", status, phase, metadata ?? ProjectMetadata.Empty,
            CreatedAt, CreatedAt.AddMinutes(3), status is WorkflowStatus.Completed ? CreatedAt.AddMinutes(3) : null, Run: 1, LastSeq: 0);
        Projects[project.Id] = project;
        return project;
    }

    /// <summary>Commits an event that no stream announces.</summary>
    /// <param name="payload">What clients receive; one of its own where it is <see langword="null"/>.</param>
    public ProgressEvent Store(Guid projectId, string? payload = null, string type = EventTypes.PhaseStarted)
    {
        var stored = Events.AddOrUpdate(projectId, _ => [Next(1)], (_, events) => events.Add(Next(events.Count + 1)))[^1];
        Projects.AddOrUpdate(
            projectId, _ => throw new InvalidOperationException(), (_, project) => project with { LastSeq = stored.Seq });
        return stored;

        ProgressEvent Next(long seq) =>
            new(projectId, seq, type, Utf8Text.Of(payload ?? $$"""{"type":"{{type}}","seq":{{seq}}}"""), CreatedAt);
    }

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey => (TGrainInterface)(object)new ProjectGrain(this, primaryKey);

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey =>
        (TGrainInterface)ReaderOf(typeof(TGrainInterface));

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey => throw new NotSupportedException();

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidCompoundKey => throw new NotSupportedException();

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerCompoundKey => throw new NotSupportedException();

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver => throw new NotSupportedException();

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver => throw new NotSupportedException();

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey) => throw new NotSupportedException();

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey) => throw new NotSupportedException();

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) => throw new NotSupportedException();

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey, string keyExtension) => throw new NotSupportedException();

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey, string keyExtension) => throw new NotSupportedException();

    public IAddressable GetGrain(Type interfaceType, IdSpan grainKey) => throw new NotSupportedException();

    public IAddressable GetGrain(Type interfaceType, IdSpan grainKey, string grainClassNamePrefix) => throw new NotSupportedException();

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable => throw new NotSupportedException();

    public IAddressable GetGrain(GrainId grainId) => throw new NotSupportedException();

    public IAddressable GetGrain(GrainId grainId, GrainInterfaceType interfaceType) => throw new NotSupportedException();

    private Task<T> Answer<T>(Func<T> answer)
    {
        return Silence is { } silence ? AnswerAfterAsync()
            : Failure is { } failure ? Task.FromException<T>(failure)
            : Task.FromResult(answer());

        async Task<T> AnswerAfterAsync()
        {
            await silence;
            return answer();
        }
    }

    private sealed class ProjectGrain(FakeCluster cluster, Guid id) : IProjectGrain, ILiveText
    {
        public Task<ProjectView> CreateAsync(CreateProject command, CancellationToken cancellationToken) =>
            cluster.Answer(() =>
            {
                cluster.Created.Enqueue(command);
                return cluster.Projects[id] = new ProjectView(
                    id, command.UserId, command.Idea, WorkflowStatus.Created, null, ProjectMetadata.Empty with { MaxCostUsd = command.MaxCostUsd, Example = command.Example },
                    CreatedAt, CreatedAt, null, Run: 0, LastSeq: 0);
            });

        public async Task<CommandReply> CreateOnceAsync(CreateProject command, CancellationToken cancellationToken)
        {
            var key = CommandOrigin.Take()!.Key!;
            Assert.Equal(key.Id, id);
            if (cluster.Keys.TryAdd(key.Id, key.BodySha256))
            {
                return new CommandReply(CommandOutcome.Accepted, await CreateAsync(command, cancellationToken));
            }

            return await cluster.Answer(() => Repeated(key) ?? new CommandReply(CommandOutcome.Deleted, null));
        }

        public Task<CommandReply> StartAsync(CancellationToken cancellationToken) =>
            Move(WorkflowStatus.Created, project => project with { Status = WorkflowStatus.Processing, CurrentPhase = Phase.SmartDetection });

        public Task<CommandReply> RetryAsync(CancellationToken cancellationToken) =>
            Move(WorkflowStatus.Failed, project => project with { Status = WorkflowStatus.Processing });

        public Task<CommandReply> RetryWithinAsync(decimal maxCostUsd, CancellationToken cancellationToken) =>
            Move(WorkflowStatus.Failed, project => project with
            {
                Status = WorkflowStatus.Processing,
                Metadata = project.Metadata with { MaxCostUsd = maxCostUsd },
            });

        public Task<CommandReply> RetryWithoutBudgetAsync(CancellationToken cancellationToken) =>
            Move(WorkflowStatus.Failed, project => project with
            {
                Status = WorkflowStatus.Processing,
                Metadata = project.Metadata with { MaxCostUsd = null },
            });

        public Task<CommandReply> CancelAsync(CancellationToken cancellationToken) =>
            Move(WorkflowStatus.Processing, project => project with { Status = WorkflowStatus.Cancelled });

        public Task<CommandReply> DeleteAsync(bool purge, CancellationToken cancellationToken) => cluster.Answer(() =>
        {
            cluster.Deleted.Enqueue((id, purge));
            return cluster.Projects.TryRemove(id, out var project)
                ? new CommandReply(CommandOutcome.Accepted, project)
                : new CommandReply(CommandOutcome.NotFound, null);
        });

        public Task ResumeAsync(string lostBy, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task WatchAsync(CancellationToken cancellationToken) => cluster.Answer(() =>
        {
            cluster.Watched.Enqueue(id);
            return true;
        });

        private CommandReply? Repeated(CommandKey key) => (cluster.Keys.GetValueOrDefault(key.Id), cluster.Projects.GetValueOrDefault(id)) switch
        {
            ({ } body, _) when body != key.BodySha256 => new CommandReply(CommandOutcome.KeyTaken, null),
            ({ }, { } project) => new CommandReply(CommandOutcome.Accepted, project),
            _ => null,
        };

        private Task<CommandReply> Move(WorkflowStatus from, Func<ProjectView, ProjectView> next) => cluster.Answer(() =>
        {
            if (CommandOrigin.Take() is { } origin)
            {
                cluster.Origins.Enqueue(origin);
                if (origin.Key is { } key)
                {
                    if (Repeated(key) is { } repeated)
                    {
                        return repeated;
                    }

                    cluster.Keys[key.Id] = key.BodySha256;
                }
            }

            if (!cluster.Projects.TryGetValue(id, out var project))
            {
                return new CommandReply(CommandOutcome.NotFound, null);
            }

            return project.Status == from
                ? new CommandReply(CommandOutcome.Accepted, cluster.Projects[id] = next(project))
                : new CommandReply(CommandOutcome.Refused, project);
        });
    }

    private object ReaderOf(Type kind)
    {
        if (kind == typeof(ICostEstimator))
        {
            return new Estimator(this);
        }

        if (kind == typeof(IApiKeys))
        {
            return ApiKeys;
        }

        return kind == typeof(IAuditLog) ? new AuditLog(this) : new Reader(this);
    }

    private sealed class AuditLog(FakeCluster cluster) : IAuditLog
    {
        public Task<IReadOnlyList<AuditEvent>> ListAsync(AuditQuery query, CancellationToken cancellationToken) => cluster.Answer(() =>
        {
            cluster.AuditQueries.Enqueue(query);
            return (IReadOnlyList<AuditEvent>)[.. cluster.Audit.Take(query.Limit)];
        });

        public Task AppendAsync(AuditEvent item, CancellationToken cancellationToken) => cluster.Answer(() =>
        {
            cluster.Audit.Insert(0, item);
            return true;
        });
    }

    private sealed class Estimator(FakeCluster cluster) : ICostEstimator
    {
        public Task<CostEstimate> EstimateAsync(string idea, CancellationToken cancellationToken) => cluster.Answer(() => cluster.Estimate);

        public Task<CostEstimate> EstimateExampleAsync(string example, CancellationToken cancellationToken) =>
            cluster.Answer(() => new CostEstimate(0m, 0m, [new(Phase.SmartDetection, [RecordedModel.NameOf(example)], 0m, 0m)], ["Played."], 0m));
    }

    private sealed class Reader(FakeCluster cluster) : IProjectReader
    {
        public Task<ProjectView?> FindProjectAsync(Guid projectId, CancellationToken cancellationToken) =>
            cluster.Answer(() => cluster.Projects.GetValueOrDefault(projectId));

        public Task<IReadOnlyList<DocumentView>?> FindDocumentsAsync(Guid projectId, CancellationToken cancellationToken) =>
            cluster.Answer(() => cluster.Projects.ContainsKey(projectId) ? cluster.Documents.GetValueOrDefault(projectId, []) : null);

        public Task<DocumentLookup> FindDocumentAsync(Guid projectId, DocumentType type, CancellationToken cancellationToken) =>
            cluster.Answer(() => new DocumentLookup(
                cluster.Projects.ContainsKey(projectId),
                cluster.Documents.GetValueOrDefault(projectId, []).FirstOrDefault(document => document.Type == type)));

        public Task<PlanMaterial?> FindPlanAsync(Guid projectId, CancellationToken cancellationToken) =>
            cluster.Answer(() => cluster.Projects.TryGetValue(projectId, out var project)
                ? new PlanMaterial(
                    project.Idea, cluster.Ledgers.GetValueOrDefault(projectId), cluster.Documents.GetValueOrDefault(projectId, []), project.Metadata.Verdict is not null)
                : null);

        public Task<CostReport?> FindCostsAsync(Guid projectId, CancellationToken cancellationToken) =>
            cluster.Answer(() => cluster.Projects.ContainsKey(projectId)
                ? cluster.Costs.GetValueOrDefault(projectId, new CostReport(projectId, []))
                : null);

        public Task<IReadOnlyList<AttemptView>> GetAttemptsAsync(AttemptQuery query, CancellationToken cancellationToken) =>
            cluster.Answer<IReadOnlyList<AttemptView>>(() =>
            [
                .. cluster.Attempts.Where(attempt => (query.ProjectId ?? attempt.ProjectId) == attempt.ProjectId && (query.UserId ?? attempt.UserId) == attempt.UserId)
                    .Take(query.Limit),
            ]);

        public async Task<IReadOnlyList<ProgressEvent>> GetEventsAsync(
            Guid projectId, long after, int limit, CancellationToken cancellationToken)
        {
            await cluster.BeforeEvents(cancellationToken);
            return await cluster.Answer<IReadOnlyList<ProgressEvent>>(() =>
                [.. cluster.Events.GetValueOrDefault(projectId, []).Skip((int)after).Take(limit)]);
        }

        public Task<IReadOnlyDictionary<Guid, long>> GetLastSeqsAsync(
            IReadOnlyList<Guid> projectIds, CancellationToken cancellationToken) =>
            cluster.Answer<IReadOnlyDictionary<Guid, long>>(() => projectIds.Where(cluster.Projects.ContainsKey)
                .ToDictionary(id => id, id => (long)cluster.Events.GetValueOrDefault(id, []).Count));

        public Task<ProjectListPage> ListAsync(ProjectListQuestion question, CancellationToken cancellationToken) => cluster.Answer(() =>
        {
            cluster.Listed.Enqueue(question);
            return cluster.List;
        });
    }
}
