using AiDevFramework.Grains.Abstractions.Costs;
using AiDevFramework.Grains.Progress;
using AiDevFramework.Grains.Telemetry;
using Microsoft.Extensions.AI;

namespace AiDevFramework.Grains.Llm;

/// <summary>One question on its way through attempts and models. Used by one caller at a time.</summary>
internal sealed class ChatCall(ModelQuestion question, ModelCallTelemetry? telemetry)
{
    private int _maxTokens = question.MaxTokens;

    public ModelQuestion Question => question;

    public ModelCallTelemetry? Telemetry => telemetry;

    public List<ChatMessage> Messages { get; } = [.. question.Messages.Select(message => new ChatMessage(new ChatRole(message.Role), message.Text))];

    public ChatOptions Options { get; } = new()
    {
        ModelId = question.Model,
        Temperature = question.Temperature,
        MaxOutputTokens = question.MaxTokens,
        ResponseFormat = question.Json ? ChatResponseFormat.Json : null,
        AdditionalProperties = new() { [ChatKeys.Request] = question.Request },
    };

    /// <summary>The model that is asked now.</summary>
    public string Model => Options.ModelId!;

    /// <summary>The question with the model and the allowance that are asked for now.</summary>
    public ModelQuestion AskedNow => (Model, _maxTokens) == (question.Model, question.MaxTokens)
        ? question
        : question with { Model = Model, MaxTokens = _maxTokens };

    /// <summary>What failed attempts reported so far.</summary>
    public ModelCall? Charged { get; set; }

    public CallBreaker? Breaker { get; private set; }

    /// <summary>Whether another model follows if this one fails.</summary>
    public bool HasFallback { get; private set; }

    /// <summary>Said to watchers until the next attempt.</summary>
    public LiveWait? Wait { get; set; }

    public void Use(string model, CallBreaker? breaker, bool hasFallback)
    {
        Options.ModelId = model;
        telemetry?.Use(model);
        (Breaker, HasFallback, _maxTokens) = (breaker, hasFallback, question.MaxTokens);
    }

    /// <summary>Asks for no more than the model gives.</summary>
    /// <exception cref="ChatFailureException">The prompt cannot fit into the model's context: it would be paid for nothing.</exception>
    public void Fit(ModelLimits limits) => Options.MaxOutputTokens =
        ContextRules.MaxTokens(question.PromptBytes, _maxTokens, limits)
        ?? throw new ChatFailureException(ChatFailure.PromptTooLong, final: true);

    /// <summary>Doubles the allowance, for a model that spent it on reasoning: once for each model.</summary>
    /// <returns><see langword="false"/> where it was doubled already, or the model gives no more.</returns>
    public bool TryWiden(ModelLimits limits)
    {
        var wider = 2 * question.MaxTokens;
        if (_maxTokens == wider || !(ContextRules.MaxTokens(question.PromptBytes, wider, limits) > Options.MaxOutputTokens))
        {
            return false;
        }

        _maxTokens = wider;
        return true;
    }

    public void EndWait()
    {
        Wait?.Dispose();
        Wait = null;
    }
}
