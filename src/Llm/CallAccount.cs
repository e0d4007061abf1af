using System.Globalization;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Phases;
using Microsoft.Extensions.AI;

namespace AiDevFramework.Llm;

/// <summary>Collects what one attempt reported, and prices it.</summary>
/// <param name="askedModel">The model that the question named. It is accounted for until the provider names another.</param>
/// <param name="catalogue">Looks up prices. Without it the specification's prices hold.</param>
internal sealed class CallAccount(string askedModel, IModelCatalogue? catalogue = null)
{
    private const int MostTokens = 100_000_000; // no context is near it: a larger count is a mistake
    private const int LongestModel = 100; // llm_logs.model

    private string _model = askedModel;
    private string? _generationId;
    private string? _finishReason;
    private UsageDetails? _usage;
    private decimal? _reportedUsd;

    public string? FinishReason => _finishReason;

    /// <summary>Whether anything of an answer has come, or of the thoughts before it: it may be charged for.</summary>
    public bool Begun { get; private set; }

    /// <summary>Whether the model wrote down what it thinks, before it answered or instead.</summary>
    public bool Reasoned { get; private set; }

    public void Add(ChatResponseUpdate update)
    {
        _model = update.ModelId is { Length: > 0 and <= LongestModel } model ? model : _model;
        _generationId = update.ResponseId ?? _generationId;
        _finishReason = update.FinishReason?.Value ?? _finishReason;
        if (update.AdditionalProperties?.TryGetValue(ChatKeys.CostUsd, out decimal costUsd) is true)
        {
            _reportedUsd = Money.Plausible(costUsd);
        }

        Begun |= update.AdditionalProperties?.ContainsKey(ChatKeys.Begun) is true;
        Reasoned |= update.AdditionalProperties?.ContainsKey(ChatKeys.Reasoned) is true;
        foreach (var content in update.Contents)
        {
            _usage = content is UsageContent usage ? usage.Details : _usage;
            Begun |= content is TextContent { Text.Length: > 0 };
        }
    }

    /// <returns>The account of an answer; a cost that neither the provider nor the table knows stays <see langword="null"/>.</returns>
    public ModelCall ToCall(TimeSpan latency)
    {
        var prompt = Plausible(_usage?.InputTokenCount);
        var completion = Plausible(_usage?.OutputTokenCount);
        var (costUsd, source) = Price(prompt, completion);
        return new ModelCall(
            _model,
            prompt ?? 0,
            completion ?? 0,
            (prompt ?? 0) + (completion ?? 0), // reasoning and cached tokens are inside; a total that says otherwise is wrong
            costUsd,
            source,
            (int)Math.Min(latency.TotalMilliseconds, int.MaxValue),
            _finishReason,
            _generationId,
            PartOf(prompt, _usage?.CachedInputTokenCount),
            PartOf(completion, _usage?.ReasoningTokenCount));
    }

    /// <returns>A failure, where the reported tokens prove that the server read only a part of the prompt; else <see langword="null"/>.</returns>
    public ChatFailureException? CutPrompt(ModelQuestion question) =>
        PromptCut.IsCut(_usage?.InputTokenCount, _usage?.CachedInputTokenCount, [.. question.Messages.Select(message => message.Text)])
            ? new ChatFailureException(ChatFailure.PromptCut, final: true, error: new ProviderError(null, null, true, null)
            {
                Message = string.Create(
                    CultureInfo.InvariantCulture, $"{_usage!.InputTokenCount} prompt tokens are reported for a prompt of {question.PromptBytes} bytes"),
            })
            : null;

    /// <returns>The account of a failed attempt; <see langword="null"/> where it reported neither tokens nor cost.</returns>
    public ModelCall? ToCallIfReported(TimeSpan latency) => ToCall(latency) is var call && call is { TotalTokens: 0, CostUsd: null } ? null : call;

    /// <summary>One account of several attempts at the same question: tokens and known costs add up, the last one gives the
    /// names. A part with an unknown cost makes the sum unknown.</summary>
    public static ModelCall? Sum(ModelCall? earlier, ModelCall? last)
    {
        if (earlier is null || last is null)
        {
            return last ?? earlier;
        }

        var costUsd = Money.Plausible(earlier.CostUsd + last.CostUsd);
        return last with
        {
            PromptTokens = earlier.PromptTokens + last.PromptTokens,
            CompletionTokens = earlier.CompletionTokens + last.CompletionTokens,
            TotalTokens = earlier.TotalTokens + last.TotalTokens,
            CachedTokens = earlier.CachedTokens + last.CachedTokens,
            ReasoningTokens = earlier.ReasoningTokens + last.ReasoningTokens,
            CostUsd = costUsd,
            CostSource = (costUsd, earlier.CostSource) switch
            {
                (null, _) => CostSource.Unknown,
                (_, CostSource.PriceTable) => CostSource.PriceTable,
                _ => last.CostSource,
            },
        };
    }

    private (decimal? CostUsd, CostSource Source) Price(int? prompt, int? completion)
    {
        if (_reportedUsd is { } reported)
        {
            return (Usd.Round(reported), CostSource.Provider);
        }

        var price = catalogue is null ? PriceTable.PriceOf(_model) : catalogue.PriceOf(_model);
        return prompt is { } input && completion is { } output
            && price?.CostUsd(input, output, PartOf(input, _usage?.CachedInputTokenCount), PartOf(output, _usage?.ReasoningTokenCount)) is { } listed
                ? (listed, CostSource.PriceTable)
                : (null, CostSource.Unknown);
    }

    private static int PartOf(int? whole, long? part) => Math.Min(Plausible(part) ?? 0, whole ?? 0);

    private static int? Plausible(long? tokens) => tokens is >= 0 and <= MostTokens ? (int)tokens : null;
}
