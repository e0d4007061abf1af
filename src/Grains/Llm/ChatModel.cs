using System.Text;
using AiDevFramework.Grains.Abstractions.Costs;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Progress;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Grains.Llm;

/// <summary>
/// Asks the active provider, up to three times where a failure may pass, and accounts for it. The account of an answer holds
/// what failed attempts before it reported as well; an attempt that broke off before it reported anything is not in it.
/// </summary>
internal sealed partial class ChatModel(
    IChatClient client, CallLimiter limiter, IOptions<LlmOptions> options, TimeProvider time, ILogger<ChatModel> logger,
    LiveText? liveText = null) : IChatModel
{
    /// <summary>No attempt starts that could end after this: the worker's caller waits 20 minutes.</summary>
    private static readonly TimeSpan WholeCall = TimeSpan.FromMinutes(16);

    private readonly TimeSpan _attemptLimit = TimeSpan.FromSeconds(options.Value.TimeoutSeconds);

    public async Task<ModelAnswer> AskAsync(ModelQuestion question, CancellationToken cancellationToken)
    {
        var messages = question.Messages.Select(message => new ChatMessage(new ChatRole(message.Role), message.Text)).ToList();
        var chatOptions = OptionsFor(question);
        var started = time.GetTimestamp();
        var charged = default(ModelCall);
        for (var attempt = 1; ; attempt++)
        {
            var account = new CallAccount(question.Model);
            var attemptStarted = 0L;
            try
            {
                using var place = await limiter.EnterAsync(cancellationToken).ConfigureAwait(false);
                attemptStarted = time.GetTimestamp();
                using var live = liveText?.Begin(question.Request);
                var text = await CollectAsync(messages, chatOptions, account, live, cancellationToken).ConfigureAwait(false);
                var call = CallAccount.Sum(charged, account.ToCall(time.GetElapsedTime(attemptStarted)))!;
                var truncated = account.FinishReason == ChatFinishReason.Length.Value;
                if (!truncated)
                {
                    live?.Complete();
                }

                return new ModelAnswer(text, truncated, call);
            }
            catch (ChatFailureException failure)
            {
                charged = CallAccount.Sum(charged, account.ToCallIfReported(time.GetElapsedTime(attemptStarted)));
                var wait = FailureRules.WaitAfter(failure, attempt, Random.Shared.NextDouble());
                if (wait is null || time.GetElapsedTime(started) + wait + _attemptLimit > WholeCall)
                {
                    throw new LlmException(
                        FailureRules.Message(failure.Failure, question.Model), FailureRules.RetryAvailable(failure), charged, failure);
                }

                LogRetry(question.Request.ProjectId, question.Request.Step, attempt, failure.Failure, (long)wait.Value.TotalMilliseconds);
                await Task.Delay(wait.Value, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static ChatOptions OptionsFor(ModelQuestion question) => new()
    {
        ModelId = question.Model,
        Temperature = question.Temperature,
        MaxOutputTokens = question.MaxTokens,
        ResponseFormat = question.Json ? ChatResponseFormat.Json : null,
        AdditionalProperties = new() { [ChatKeys.Request] = question.Request },
    };

    /// <returns>The text of a complete or cut answer, sanitised, never blank.</returns>
    private async Task<string> CollectAsync(
        List<ChatMessage> messages, ChatOptions chatOptions, CallAccount account, LiveCall? live, CancellationToken cancellationToken)
    {
        var collected = new StringBuilder();
        await foreach (var update in client.GetStreamingResponseAsync(messages, chatOptions, cancellationToken).ConfigureAwait(false))
        {
            account.Add(update);
            foreach (var content in update.Contents)
            {
                if (content is TextContent { Text: { } part })
                {
                    collected.Append(part);
                    live?.Append(part);
                }
            }
        }

        switch (account.FinishReason)
        {
            case null:
                throw new ChatFailureException(ChatFailure.Interrupted);
            case "content_filter":
                throw new ChatFailureException(ChatFailure.Refused);
            case "tool_calls":
                throw new ChatFailureException(ChatFailure.Malformed, final: true); // no tools were offered
        }

        var text = TextSanitiser.Clean(collected.ToString());
        return string.IsNullOrWhiteSpace(text) ? throw new ChatFailureException(ChatFailure.Empty) : text;
    }

    [LoggerMessage(LogLevel.Warning,
        "Attempt {Attempt} at a model call of project {ProjectId}, step {Step}, failed: {Failure}; the next follows in {WaitMs} ms")]
    private partial void LogRetry(Guid projectId, Step step, int attempt, ChatFailure failure, long waitMs);
}
