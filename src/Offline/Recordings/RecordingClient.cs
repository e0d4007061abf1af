using System.Runtime.CompilerServices;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Llm;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Offline.Recordings;

/// <summary>The provider that plays the recorded answers of an example, at a pace that a person can follow. It reads no prompt, asks nobody and
/// costs nothing.</summary>
internal sealed class RecordingClient(IOptions<LlmOptions> options, TimeProvider clock) : IChatClient
{
    /// <summary>Nothing is tokenised here.</summary>
    private const int CharactersPerToken = 4;

    /// <summary>As often as live text goes out to those who watch.</summary>
    private const int PieceMs = 200;

    private readonly ChatClientMetadata _metadata = new(RecordedModel.Provider, providerUri: null, RecordedModel.Provider);
    private readonly int _pieces = Math.Max(1, options.Value.ExampleAnswerMs / PieceMs);
    private readonly TimeSpan _pause = TimeSpan.FromMilliseconds(options.Value.ExampleAnswerMs) / Math.Max(1, options.Value.ExampleAnswerMs / PieceMs);

    /// <exception cref="InvalidOperationException">It is not a step of an example that is asked.</exception>
    public static StepRequest RequestOf(object? request) => request is StepRequest { Material.Example: not null } step
        ? step
        : throw new InvalidOperationException("Recordings answer the steps of projects that show an example.");

    /// <inheritdoc cref="RequestOf"/>
    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <inheritdoc cref="RequestOf"/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = RequestOf(options?.AdditionalProperties?.GetValueOrDefault(ChatKeys.Request));
        var example = request.Material.Example!;
        var text = Recording.AnswerTo(request.Step, example)
            ?? throw new InvalidOperationException($"The example '{example}' has no answer to the step {request.Step}.");
        for (var piece = 0; piece < _pieces; piece++)
        {
            await Task.Delay(_pause, clock, cancellationToken).ConfigureAwait(false);
            var (from, to) = (text.Length * piece / _pieces, text.Length * (piece + 1) / _pieces);
            yield return FreeReply.Piece(RecordedModel.NameOf(example), text[from..to]);
        }

        yield return FreeReply.End(RecordedModel.NameOf(example), input: 0, text.Length / CharactersPerToken); // no prompt was read
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => FreeReply.ServiceOf(this, _metadata, serviceType, serviceKey);

    public void Dispose()
    {
        // It holds nothing.
    }
}
