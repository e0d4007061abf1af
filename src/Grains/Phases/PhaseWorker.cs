using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Attempts;
using AiDevFramework.Llm;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;

namespace AiDevFramework.Grains.Phases;

/// <summary>Makes model calls. One activation per key takes any number of them at once: they only wait, and as long as it takes where
/// they wait for a place. What bounds a call begins when it has one: see <see cref="ChatModel"/>.</summary>
[StatelessWorker(1), Reentrant]
internal sealed partial class PhaseWorker(
    IEnumerable<IStepDefinition> definitions,
    IChatModel model,
    IOptions<LlmOptions> options,
    OpenSteps steps,
    IHostApplicationLifetime lifetime,
    ILogger<PhaseWorker> logger) : Grain, IPhaseWorker
{
    private readonly Dictionary<Step, IStepDefinition> _definitions = definitions.ToDictionary(definition => definition.Step);

    public async Task<StepReply> RunAsync(StepRequest request, CancellationToken cancellationToken)
    {
        using var work = steps.TryEnter(request.ProjectId, out var closing)
            ?? throw new OperationCanceledException("Nobody on this silo waits for this step.");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource([cancellationToken, closing, lifetime.ApplicationStopping]);
        try
        {
            var definition = _definitions[request.Step];
            var question = definition.Ask(request, options.Value.ModelFor(request.Step));
            var answer = await model.AskAsync(question, stop.Token);
            var reply = CallJudge.Judge(definition, request, answer, question.Json);
            if (reply is { Verdict: CallVerdict.Accepted, Complaint: { } remark })
            {
                LogDoneWithout(request.ProjectId, request.Step, request.CallNumber, remark);
            }

            return reply;
        }
        catch (LlmException exception)
        {
            LogCallFailed(request.ProjectId, request.Step, request.CallNumber, exception.Message, exception.Reason ?? "no reason given");
            LogTrace(exception, request.ProjectId, request.Step, request.CallNumber);
            return Failed(exception.Message, exception.RetryAvailable, exception.Detail, exception.FixFirst) with { Call = exception.Call };
        }
        catch (RunLostException exception)
        {
            throw new OperationCanceledException(exception.Message); // it goes on elsewhere
        }
        catch (Exception exception) when (exception is not OperationCanceledException && GivenUp())
        {
            throw new OperationCanceledException("The call was given up.", exception, stop.Token); // an aborted call may end in any way
        }
        catch (Exception exception) when (!GivenUp())
        {
            LogCallBroke(exception, request.ProjectId, request.Step, request.CallNumber);
            return Failed("The step broke off because of an internal error. The log of the service has the details.", retryAvailable: true);
        }

        bool GivenUp() => cancellationToken.IsCancellationRequested || closing.IsCancellationRequested
            || lifetime.ApplicationStopping.IsCancellationRequested;
    }

    private static StepReply Failed(string message, bool retryAvailable, string? detail = null, string? fixFirst = null) =>
        new(CallVerdict.Failed, null, null, Failure: new StepFailure(message, retryAvailable, detail, fixFirst));

    [LoggerMessage(LogLevel.Warning, "Call {CallNumber} of step {Step} of project {ProjectId} failed: {Problem} ({Reason})")]
    private partial void LogCallFailed(Guid projectId, Step step, int callNumber, string problem, string reason);

    [LoggerMessage(LogLevel.Debug, "Where call {CallNumber} of step {Step} of project {ProjectId} failed")]
    private partial void LogTrace(Exception exception, Guid projectId, Step step, int callNumber);

    [LoggerMessage(LogLevel.Warning,
        "The answer to call {CallNumber} of step {Step} of project {ProjectId} could not be read whole, and the step does without: {Problem}")]
    private partial void LogDoneWithout(Guid projectId, Step step, int callNumber, string problem);

    [LoggerMessage(LogLevel.Error, "Call {CallNumber} of step {Step} of project {ProjectId} broke off")]
    private partial void LogCallBroke(Exception exception, Guid projectId, Step step, int callNumber);
}
