using AiDevFramework.Grains.Abstractions.Phases;
using Microsoft.Extensions.AI;

namespace AiDevFramework.Llm;

/// <summary>One question on its way through attempts and models. Used by one caller at a time.</summary>
internal sealed class ChatCall(ModelQuestion question, ModelCallTelemetry? telemetry)
{
    private RefusedMembers _without;
    private int _mostTokens = question.MaxTokens;
    private bool _isLowered;
    private bool _isAfforded;
    private bool _isWidened;

    /// <returns>The completion limit of the model's first attempt. Doubled where an attempt of a silo that was lost, at the same call,
    /// spent all of it on reasoning.</returns>
    public static int FirstMaxTokens(IReadOnlyList<string> wideModels, string model, int maxTokens) =>
        wideModels.Contains(model) ? Widened(maxTokens) : maxTokens;

    public ModelQuestion Question => question;

    public ModelCallTelemetry? Telemetry => telemetry;

    public List<ChatMessage> Messages { get; } = [.. question.Messages.Select(message => new ChatMessage(new ChatRole(message.Role), message.Text))];

    public ChatOptions Options { get; } = new()
    {
        ModelId = question.Model,
        Temperature = question.Temperature,
        MaxOutputTokens = question.MaxTokens,
        ResponseFormat = question.Json ? ChatResponseFormat.Json : null,
        AdditionalProperties = new() { [ChatKeys.Request] = question.Origin.Request },
    };

    /// <summary>The model that is asked now.</summary>
    public string Model => Options.ModelId!;

    /// <summary>The question with the model and the completion limit that are asked for now.</summary>
    public ModelQuestion AskedNow => question with { Model = Model, MaxTokens = _mostTokens };

    /// <summary>The members of the last request that a server may refuse.</summary>
    public SentMembers Sent => new(
        SentFlags(),
        Options.MaxOutputTokens,
        question.PromptBytes,
        question.Json ? ContextRules.LeastAnswer : ContextRules.LeastDocument);

    /// <summary>What failed attempts reported so far.</summary>
    public ModelCall? Charged { get; set; }

    public CallBreaker? Breaker { get; private set; }

    /// <summary>Whether another model follows if this one fails.</summary>
    public bool HasFallback { get; private set; }

    /// <summary>Whether the model spent its allowance on reasoning before this process began to ask it.</summary>
    public bool IsWideFromTheStart => question.WideModels.Contains(Model);

    /// <summary>Tells watchers that the call waits. Disposed of when the next attempt begins.</summary>
    public IDisposable? Wait { get; set; }

    public void Use(string model, CallBreaker? breaker, bool hasFallback)
    {
        Options.ModelId = model;
        telemetry?.Use(model);
        (Breaker, HasFallback) = (breaker, hasFallback);
        (_without, _isLowered, _isAfforded) = (RefusedMembers.None, false, false);
        _mostTokens = FirstMaxTokens(question.WideModels, model, question.MaxTokens);
        _isWidened = IsWideFromTheStart;
    }

    /// <summary>Asks for no more than the model gives, and without what it does not take.</summary>
    /// <exception cref="ChatFailureException">The prompt cannot fit into the model's context: it would be paid for nothing.</exception>
    public void Fit(ModelLimits limits, RefusedMembers refused)
    {
        var without = _without | refused;
        var maxTokens = ContextRules.MaxTokens(question.PromptBytes, _mostTokens, _isLowered ? limits with { ContextLength = null } : limits)
            ?? throw new ChatFailureException(ChatFailure.PromptTooLong, final: true);
        Options.MaxOutputTokens = without.HasFlag(RefusedMembers.AnyMaximum) ? null : maxTokens;
        Options.Temperature = without.HasFlag(RefusedMembers.Temperature) ? null : question.Temperature;
        Options.ResponseFormat = question.Json && !without.HasFlag(RefusedMembers.ResponseFormat) ? ChatResponseFormat.Json : null;
        Options.AdditionalProperties![ChatKeys.Without] = without;
    }

    /// <summary>Changes what is asked, as a refusal wants it.</summary>
    /// <returns><see langword="false"/> where this member was changed for this model before, or where the change cannot help.</returns>
    public bool TryChange(AskAgain change)
    {
        var isFutile = _isWidened && change.MaxTokens <= question.MaxTokens; // so much was spent on reasoning already
        if (isFutile || (change.Without & _without) != 0 || (change.MaxTokens is not null && (change.Passing ? _isAfforded : _isLowered)))
        {
            return false;
        }

        _without |= change.Without;
        if (change.MaxTokens is { } most)
        {
            _mostTokens = most;
            _isLowered |= !change.Passing;
            _isAfforded |= change.Passing;
        }

        return true;
    }

    /// <summary>Doubles the allowance, for a model that spent it on reasoning: once for each model.</summary>
    /// <returns><see langword="false"/> where it was doubled already, or the model gives no more.</returns>
    public bool TryWiden(ModelLimits limits)
    {
        var wider = Widened(question.MaxTokens);
        if (_isLowered || _isAfforded || _isWidened || !(ContextRules.MaxTokens(question.PromptBytes, wider, limits) > Options.MaxOutputTokens))
        {
            return false;
        }

        _mostTokens = wider;
        _isWidened = true;
        return true;
    }

    public void EndWait()
    {
        Wait?.Dispose();
        Wait = null;
    }

    private static int Widened(int maxTokens) => 2 * maxTokens;

    private RefusedMembers SentFlags()
    {
        var without = Options.AdditionalProperties!.TryGetValue(ChatKeys.Without, out RefusedMembers left) ? left : RefusedMembers.None;
        var maximum = without.HasFlag(RefusedMembers.MaxTokens) ? RefusedMembers.MaxCompletionTokens : RefusedMembers.MaxTokens;
        return (Options.MaxOutputTokens is null ? RefusedMembers.None : maximum)
            | (Options.Temperature is null ? RefusedMembers.None : RefusedMembers.Temperature)
            | (Options.ResponseFormat is null ? RefusedMembers.None : RefusedMembers.ResponseFormat)
            | (RefusedMembers.StreamOptions & ~without)
            | (Messages.Exists(message => message.Role == ChatRole.System) ? RefusedMembers.System & ~without : RefusedMembers.None);
    }
}
