using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Grains.Attempts;
using AiDevFramework.Grains.Phases;
using AiDevFramework.Grains.State;
using AiDevFramework.Grains.Workflow;
using AiDevFramework.Llm;
using AiDevFramework.Plans.Catalogue;
using AiDevFramework.Silo.Hosting;
using AiDevFramework.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AiDevFramework.Benchmarks.Workflows;

/// <summary>
/// What the service is compared with: the same prompts, calls, checks, rules and rows in a plain loop, one workflow at a time and
/// one transaction per transition. No grains, no API, no feed, no group commit, nobody who resumes it.
/// </summary>
internal sealed class PlainLoop(IHost host) : IAsyncDisposable
{
    private static readonly Guid _user = Guid.NewGuid();

    private readonly ITransitionTable _table = host.Services.GetRequiredService<ITransitionTable>();
    private readonly IChatModel _model = host.Services.GetRequiredService<IChatModel>();
    private readonly StepQuestion _questions = host.Services.GetRequiredService<StepQuestion>();
    private readonly StepModels _models = host.Services.GetRequiredService<StepModels>();
    private readonly IQuotes _quotes = host.Services.GetRequiredService<IQuotes>();
    private readonly IReadOnlyList<IStepDefinition> _steps = [.. host.Services.GetServices<IStepDefinition>()];

    /// <param name="settings">As the service gets them: database and model provider.</param>
    public static async Task<PlainLoop> StartAsync(IReadOnlyDictionary<string, string?> settings, CancellationToken cancellationToken)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(settings);
        builder.AddStorage();
        builder.AddModels();
        builder.AddPhases();
        var host = builder.Build();
        await host.StartAsync(cancellationToken);
        return new PlainLoop(host);
    }

    /// <returns>The number of events it stored.</returns>
    public async Task<int> RunWorkflowAsync(CancellationToken cancellationToken)
    {
        const string idea = "A task board for small teams with comments, files, due dates, reminders and weekly reports. features=8";
        var now = WireTime.Now(TimeProvider.System);
        var created = new ProjectSnapshot(
            Guid.CreateVersion7(), _user, idea, WorkflowStatus.Created, null, ProjectMetadata.Empty, now, now, null, 1, null, 0, null, 0);
        await WriteAsync(PendingWrite.Create(created, queuedAt: 0), cancellationToken);

        var state = await CommitAsync(WorkflowRules.Start(WorkflowState.Of(created), "plain loop", now), cancellationToken);
        while (StepRules.NextStep(state.Project) is { } step)
        {
            var request = StepRules.RequestFor(state, step);
            var question = _questions.Build(request, _models.Of(step));
            var answer = await _model.AskAsync(question, cancellationToken) as ModelAnswer
                ?? throw new InvalidOperationException("A budget refuses the plain loop's call.");
            var reply = StepCatalogue.Of(step).Document is { } document
                ? DocumentJudge.Judge(document, request, answer, _models.Of(step))
                : CallJudge.Judge(_steps.Single(candidate => candidate.Step == step), request, answer);
            state = await CommitAsync(WorkflowRules.Apply(state, step, reply, WireTime.Now(TimeProvider.System)), cancellationToken);
        }

        return state.Project.Status is WorkflowStatus.Completed
            ? (int)state.Project.LastSeq
            : throw new InvalidOperationException($"The plain loop's run ended {state.Project.Status}: {state.Project.Metadata.Error}");
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        await _table.DisposeAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
    }

    private async Task<WorkflowState> CommitAsync(Transition decided, CancellationToken cancellationToken)
    {
        var transition = AttemptRules.WithReservation(decided, _quotes.QuoteFor, decided.Next.Project.UpdatedAt);
        await WriteAsync(PendingWrite.Commit(transition, queuedAt: 0), cancellationToken);
        return transition.Next;
    }

    private async Task WriteAsync(PendingWrite write, CancellationToken cancellationToken)
    {
        if (await _table.WriteAsync([write], cancellationToken) is not [WriteResult.Stored])
        {
            throw new InvalidOperationException("Somebody else writes to the plain loop's database.");
        }
    }
}
