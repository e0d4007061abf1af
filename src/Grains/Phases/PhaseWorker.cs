using System.Diagnostics;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Attempts;
using AiDevFramework.Llm;
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
            var definition = _definitions[request.Step];
            var question = questions.Build(request, models.For(request));
            return await ModelFor(request).AskAsync(question, stop.Token) switch
            {
                ModelAnswer answer => Judge(definition, request, answer, question.Json),
                ModelRefusal { Reason: var reason } => Refused(request, reason),
                var other => throw new UnreachableException($"A model call came to {other}."),
            };
        }
        catch (LlmException exception)
        {
            LogCallFailed(request.ProjectId, request.Step, request.CallNumber, exception.Message, exception.Reason ?? "no reason given");
            LogTrace(exception, request.ProjectId, request.Step, request.CallNumber);
            return Failed(new StepFailure(exception.Message, exception.RetryAvailable, FixFirst: exception.FixFirst), exception.Call);
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
            return Failed(new StepFailure("The step broke off because of an internal error. The log of the service has the details.", RetryAvailable: true));
        }

        bool GivenUp() => cancellationToken.IsCancellationRequested || closing.IsCancellationRequested
            || lifetime.ApplicationStopping.IsCancellationRequested;
    }

    /// <summary>A project that shows an example never asks a provider, whatever is configured.</summary>
    private IChatModel ModelFor(StepRequest request) => request.Material.Example is null
        ? model
        : recordings ?? throw new LlmException("This service has no recorded examples.", retryAvailable: false);

    private StepReply Judge(IStepDefinition definition, StepRequest request, ModelAnswer answer, bool json)
    {
        var reply = CallJudge.Judge(definition, request, answer, json);
        if (reply is { Verdict: CallVerdict.Accepted, Complaint: { } remark })
        {
            LogDoneWithout(request.ProjectId, request.Step, request.CallNumber, remark);
        }

        return reply;
    }

    private StepReply Refused(StepRequest request, StepFailure reason)
    {
        LogCallFailed(request.ProjectId, request.Step, request.CallNumber, reason.Message, "no reason given");
        return Failed(reason);
    }

    private static StepReply Failed(StepFailure failure, ModelCall? call = null) => new(CallVerdict.Failed, call, null, Failure: failure);

    [LoggerMessage(LogLevel.Warning, "Call {CallNumber} of step {Step} of project {ProjectId} failed: {Problem} ({Reason})")]
    private partial void LogCallFailed(Guid projectId, Step step, int callNumber, string problem, string reason);

    [LoggerMessage(LogLevel.Debug, "Where call {CallNumber} of step {Step} of project {ProjectId} failed")]
    private partial void LogTrace(Exception exception, Guid projectId, Step step, int callNumber);

    [LoggerMessage(LogLevel.Warning,
        "The answer to call {CallNumber} of step {Step} of project {ProjectId} could not be read whole, and the step does without: {Problem}")]
    private partial void LogDoneWithout(Guid projectId, Step step, int callNumber, string problem);

    [LoggerMessage(LogLevel.Information, "Call {CallNumber} of step {Step} of project {ProjectId} is no longer this silo's to make")]
    private partial void LogRunLost(Exception exception, Guid projectId, Step step, int callNumber);

    [LoggerMessage(LogLevel.Error, "Call {CallNumber} of step {Step} of project {ProjectId} broke off")]
    private partial void LogCallBroke(Exception exception, Guid projectId, Step step, int callNumber);
}
