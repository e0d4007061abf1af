using System.Runtime.CompilerServices;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Llm;
using AiDevFramework.Plans.Catalogue;
using AiDevFramework.Plans.Mending;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Offline;

/// <summary>
/// The provider that answers where no model is configured: it writes every document from the words of the idea, by rule, without
/// a language model. The same request gives the same bytes. Costs nothing, and says in each document what it is.
/// </summary>
internal sealed class OfflinePlanner(IOptions<LlmOptions> options, TimeProvider clock) : IChatClient
{
    private readonly ChatClientMetadata _metadata = new("offline", providerUri: null, OfflineModel.Name);
    private readonly TimeSpan _delay = TimeSpan.FromMilliseconds(options.Value.OfflineDelayMs);

    /// <exception cref="InvalidOperationException">The options carry no <see cref="ChatKeys.Request"/>.</exception>
    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <exception cref="InvalidOperationException">The options carry no <see cref="ChatKeys.Request"/>.</exception>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = options?.AdditionalProperties?.TryGetValue(ChatKeys.Request, out StepRequest? step) is true && step is not null
            ? step
            : throw new InvalidOperationException($"The offline planner answers steps of a workflow: {ChatKeys.Request} is missing.");
        await Task.Delay(_delay, clock, cancellationToken).ConfigureAwait(false);
        var text = Write(request);
        for (var start = 0; start < text.Length;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var end = text.IndexOf('\n', start) is >= 0 and var newline ? newline + 1 : text.Length;
            yield return FreeReply.Piece(OfflineModel.Name, text[start..end]);
            start = end;
        }

        yield return FreeReply.End(OfflineModel.Name, Tokens(messages.Sum(message => WordsOf(message.Text))), Tokens(WordsOf(text)));
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => FreeReply.ServiceOf(this, _metadata, serviceType, serviceKey);

    public void Dispose()
    {
        // It holds nothing.
    }

    private static string Write(StepRequest request)
    {
        var text = AnswerWriters.Of(request.Step)(OutlineOf(request), request.Material);
        return request.Earlier.LastOrDefault(call => call.Verdict is CallVerdict.Repair) is { Mend.Parts: var parts }
            && StepCatalogue.Of(request.Step).Document is { } document
            ? string.Join("\n\n", AnsweredParts.Read(document, request.Material, text, parts).Values)
            : text;
    }

    /// <summary>The intake reads the idea anew; later steps go by what it left in the ledger.</summary>
    private static ProductOutline OutlineOf(StepRequest request) =>
        request.Step is Step.SmartDetection ? OutlineBuilder.Build(request.Material, ledger: null) : OutlineBuilder.Build(request.Material);

    private static int WordsOf(string text)
    {
        var (words, inside) = (0, false);
        foreach (var unit in text)
        {
            words += !inside && !char.IsWhiteSpace(unit) ? 1 : 0;
            inside = !char.IsWhiteSpace(unit);
        }

        return words;
    }

    /// <summary>Nothing is tokenised here: three words are about four tokens.</summary>
    private static long Tokens(int words) => (words * 4L) / 3;
}
