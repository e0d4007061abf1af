using System.Diagnostics;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Attempts;
using AiDevFramework.Grains.State;
using AiDevFramework.Llm;
using AiDevFramework.Plans.Catalogue;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace AiDevFramework.Grains.Phases;

/// <summary>Makes model calls. One activation per key takes any number of them at once: they only wait, and as long as it takes where
/// they wait for a place. What bounds a call begins when it has one: see <see cref="ChatModel"/>.</summary>
[StatelessWorker(1), Reentrant]
internal sealed partial class PhaseWorker(
    IEnumerable<IStepDefinition> definitions,
    StepQuestion questions,
    StepModels models,
    IChatModel model,
    PendingCalls calls,
    IHostApplicationLifetime lifetime,
    ILogger<PhaseWorker> logger,
    [FromKeyedServices(RecordedModel.Provider)] IChatModel? recordings = null) : Grain, IPhaseWorker
{
    private readonly Dictionary<Step, IStepDefinition> _definitions = definitions.ToDictionary(definition => definition.Step);

    public async Task<StepReply> RunAsync(StepRequest request, CancellationToken cancellationToken)
    {
        using var work = calls.TryEnter(request.ProjectId, out var closing)
            ?? throw new OperationCanceledException("Nobody on this silo waits for this call.");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource([cancellationToken, closing, lifetime.ApplicationStopping]);
        try
        {
            if (ModelFor(request) is not { } asked)
            {
                return Fail(request, new ModelFailure(new StepFailure("This service has no recorded examples.", RetryAvailable: false)));
            }

            var judge = JudgeOf(request);
            var question = questions.Build(request, models.For(request));
            return await asked.AskAsync(question, stop.Token) switch
            {
                ModelAnswer answer => Judge(judge, request, answer),
                ModelRefusal { Reason: var reason } => Fail(request, new ModelFailure(reason)),
                ModelFailure failure => Fail(request, failure),
                var other => throw new UnreachableException($"A model call came to {other}."),
            };
        }
        catch (RunLostException exception)
        {
            LogRunLost(exception, request.ProjectId, request.Step, request.CallNumber);
            throw new OperationCanceledException(exception.Message); // it goes on elsewhere
        }
        catch (Exception exception) when (exception is not OperationCanceledException && GivenUp())
        {
            throw new OperationCanceledException("The call was given up.", exception, stop.Token); // an aborted call may end in any way
        }
        catch (Exception exception) when (!GivenUp())
        {
            LogCallBroke(exception, request.ProjectId, request.Step, request.CallNumber);
            return Failed(request, new StepFailure("The step broke off because of an internal error. The log of the service has the details.", RetryAvailable: true));
        }

        bool GivenUp() => cancellationToken.IsCancellationRequested || closing.IsCancellationRequested
            || lifetime.ApplicationStopping.IsCancellationRequested;
    }

    /// <summary>A project that shows an example never asks a provider, whatever is configured.</summary>
    /// <returns><see langword="null"/> where the service has no recorded examples.</returns>
    private IChatModel? ModelFor(StepRequest request) => request.Material.Example is null ? model : recordings;

    private Func<ModelAnswer, StepReply> JudgeOf(StepRequest request)
    {
        if (StepCatalogue.Of(request.Step).Document is { } document)
        {
            return answer => DocumentJudge.Judge(document, request, answer, models.For(request));
        }

        var definition = _definitions[request.Step];
        return answer => CallJudge.Judge(definition, request, answer);
    }

    private StepReply Judge(Func<ModelAnswer, StepReply> judge, StepRequest request, ModelAnswer answer)
    {
        var reply = judge(answer);
        if (reply.Concerns is { Count: var errors })
        {
            LogStoredWithErrors(request.ProjectId, request.Step, errors);
        }

        if (reply is { Verdict: CallVerdict.Accepted, Complaint: { } remark })
        {
            LogDoneWithout(request.ProjectId, request.Step, request.CallNumber, remark);
        }

        return reply;
    }

    private StepReply Fail(StepRequest request, ModelFailure failure)
    {
        LogCallFailed(request.ProjectId, request.Step, request.CallNumber, failure.Reason.Message, failure.Cause ?? "no reason given");
        if (failure.Trace is { } trace)
        {
            LogTrace(trace, request.ProjectId, request.Step, request.CallNumber);
        }

        return Failed(request, failure.Reason, failure.Call);
    }

    /// <summary>A mend that cannot be paid for or made ends the mending, not the run: the best document so far is taken.</summary>
    private StepReply Failed(StepRequest request, StepFailure failure, ModelCall? call = null)
    {
        if (MendEnd.ReplyFor(request) is not { } best)
        {
            return new StepReply(CallVerdict.Failed, call, null, Failure: failure);
        }

        LogMendingEnds(request.ProjectId, request.Step, best.Concerns?.Count ?? 0);
        return best with { Call = call };
    }

    [LoggerMessage(LogLevel.Warning, "Call {CallNumber} of step {Step} of project {ProjectId} failed: {Problem} ({Reason})")]
    private partial void LogCallFailed(Guid projectId, Step step, int callNumber, string problem, string reason);

    [LoggerMessage(LogLevel.Debug, "Where call {CallNumber} of step {Step} of project {ProjectId} failed")]
    private partial void LogTrace(Exception exception, Guid projectId, Step step, int callNumber);

    [LoggerMessage(LogLevel.Warning,
        "The answer to call {CallNumber} of step {Step} of project {ProjectId} could not be read whole, and the step does without: {Problem}")]
    private partial void LogDoneWithout(Guid projectId, Step step, int callNumber, string problem);

    [LoggerMessage(LogLevel.Warning, "The document of step {Step} of project {ProjectId} is stored with {Errors} errors")]
    private partial void LogStoredWithErrors(Guid projectId, Step step, int errors);

    [LoggerMessage(LogLevel.Warning, "The document of step {Step} of project {ProjectId} is not mended any further; it is stored with {Errors} errors")]
    private partial void LogMendingEnds(Guid projectId, Step step, int errors);

    [LoggerMessage(LogLevel.Information, "Call {CallNumber} of step {Step} of project {ProjectId} is no longer this silo's to make")]
    private partial void LogRunLost(Exception exception, Guid projectId, Step step, int callNumber);

    [LoggerMessage(LogLevel.Error, "Call {CallNumber} of step {Step} of project {ProjectId} broke off")]
    private partial void LogCallBroke(Exception exception, Guid projectId, Step step, int callNumber);
}
