using System.Collections.Concurrent;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Llm;

/// <summary>
/// Talks to OpenRouter, or to any server with the same <c>/chat/completions</c>. One call is one attempt; streams where the
/// settings allow it, and takes an answer in one piece from a server that does not. Usage and cost come once, with the last update, also
/// when the attempt fails after they came. The body says what it is: headers are not believed. Awaits leave the caller's scheduler, since
/// bytes can be read outside of a grain's turn.
/// </summary>
internal sealed class OpenRouterChatClient : IChatClient
{
    /// <summary>The most that text and reasoning may be together, in bytes of UTF-8. Reasoning is not kept, but it is paid for: a model that
    /// never stops thinking must not cost without end.</summary>
    public const int MaxReceivedBytes = 4 * 1024 * 1024;

    private const int MaxErrorBytes = 64 * 1024;
    private const string AppTitle = "AiDevFramework";
    private const string AppUrl = "http://localhost:8000"; // OpenRouter lists local apps by their title

    private readonly TimeProvider _clock;
    private readonly CallLimits _limits;
    private readonly int _maxTextBytes;
    private readonly RequestTraits _traits;
    private readonly Uri _completions;
    private readonly ProviderConnection _connection;
    private readonly ChatClientMetadata _metadata;
    private readonly HttpMessageInvoker _http;
    private readonly ConcurrentDictionary<string, bool> _earlyFinishers = new(); // models whose server says finish reasons before the end

    /// <param name="limiter">Asked for the permit at the last moment: see <see cref="PermittedStream"/>. Absent where nothing can
    /// forbid a call.</param>
    public OpenRouterChatClient(IOptions<LlmOptions> options, TimeProvider clock, CallLimiter? limiter = null)
    {
        var settings = options.Value;
        var baseUrl = settings.BaseUrl.TrimEnd('/');
        _clock = clock;
        _limits = settings.Limits;
        _maxTextBytes = settings.MaxAnswerBytes;
        _traits = new RequestTraits(settings.JsonMode, settings.Streaming, settings.Usage);
        _completions = new Uri(baseUrl + "/chat/completions");
        _connection = new ProviderConnection(settings);
        _metadata = new ChatClientMetadata("openrouter", new Uri(baseUrl));
        _http = new HttpMessageInvoker(CreateHandler(_connection, limiter));
    }

    /// <exception cref="ChatFailureException">No usable answer came.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up; the connection is closed.</exception>
    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <exception cref="ChatFailureException">No usable answer came.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up; the connection is closed.</exception>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var deadline = new CallDeadline(_limits, _clock, cancellationToken);
        using var request = CreateRequest(messages, options);
        using var response = await SendAsync(request, deadline, cancellationToken).ConfigureAwait(false);
        using var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using var body = new AnswerBody(stream, 2 * MaxReceivedBytes, response.Content.Headers.ContentEncoding); // JSON may escape its text
        using var answer = new AnswerParser(_maxTextBytes, MaxReceivedBytes);
        var model = options?.ModelId ?? "";
        answer.ReasonsProveNothing = _earlyFinishers.ContainsKey(model);
        var generationId = GenerationId(response);
        if (generationId is not null)
        {
            yield return new ChatResponseUpdate { ResponseId = generationId }; // long before the first token, so that it is not lost
        }

        ChatFailureException? failure = null;
        for (var more = true; more;)
        {
            try
            {
                more = await ReadAsync(body, answer, deadline).ConfigureAwait(false);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                failure = Translate(exception, deadline, ChatFailure.Interrupted);
                more = false;
            }
            catch (Exception exception)
            {
                throw new OperationCanceledException("The model call was cancelled.", exception, cancellationToken);
            }

            if (!more)
            {
                answer.Complete();
            }

            if (answer.DrainText() is { } text)
            {
                yield return new ChatResponseUpdate(ChatRole.Assistant, text)
                {
                    ModelId = answer.Model,
                    ResponseId = generationId ?? answer.Id,
                };
            }
        }

        if (answer.ReasonWithdrawn)
        {
            _earlyFinishers.TryAdd(model, true);
        }

        failure = Verdict(answer, failure);
        if (failure is { Failure: ChatFailure.Interrupted or ChatFailure.Malformed, InnerException: null })
        {
            failure = NoAnswer(answer, body.Stray) ?? failure;
        }

        yield return Last(answer, generationId, complete: failure is null);
        if (failure is not null)
        {
            throw failure;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        return (serviceKey, serviceType) switch
        {
            (not null, _) => null,
            _ when serviceType == typeof(ChatClientMetadata) => _metadata,
            _ => serviceType.IsInstanceOfType(this) ? this : null,
        };
    }

    public void Dispose() => _http.Dispose();

    private static SocketsHttpHandler CreateHandler(ProviderConnection connection, CallLimiter? limiter)
    {
        var handler = connection.CreateHandler();
        handler.MaxResponseDrainSize = 16 * 1024; // an abandoned answer closes its connection, which stops the provider's meter
        handler.ResponseDrainTimeout = TimeSpan.FromSeconds(1);
        if (limiter is not null)
        {
            handler.PlaintextStreamFilter = (context, _) => ValueTask.FromResult<Stream>(new PermittedStream(context.PlaintextStream, limiter));
        }

        return handler;
    }

    private HttpRequestMessage CreateRequest(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _completions)
        {
            Version = HttpVersion.Version11,
            Content = new ReadOnlyMemoryContent(ChatRequestWriter.Write(messages, options, _traits)),
        };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        request.Headers.TryAddWithoutValidation("Accept", "text/event-stream, application/json");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "identity"); // a stream that is compressed comes late
        request.Headers.TryAddWithoutValidation("HTTP-Referer", AppUrl);
        request.Headers.TryAddWithoutValidation("X-OpenRouter-Title", AppTitle);
        _connection.Sign(request);
        return request;
    }

    /// <returns>A response with a status of success, its body not yet read.</returns>
    private async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CallDeadline deadline, CancellationToken cancellationToken)
    {
        try
        {
            var response = await _http.SendAsync(request, deadline.Token).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
            {
                return response;
            }

            using (response)
            {
                throw await FailureOfAsync(response, deadline).ConfigureAwait(false);
            }
        }
        catch (VotedOutException)
        {
            throw; // nothing was sent
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw Translate(exception, deadline, ChatFailure.Unreachable);
        }
        catch (Exception exception)
        {
            throw new OperationCanceledException("The model call was cancelled.", exception, cancellationToken);
        }
    }

    /// <summary>The status decides; the body, where it can be read, refines.</summary>
    private async Task<ChatFailureException> FailureOfAsync(HttpResponseMessage response, CallDeadline deadline)
    {
        var error = default(ProviderError);
        try
        {
            using var stream = await response.Content.ReadAsStreamAsync(deadline.Token).ConfigureAwait(false);
            error = ErrorReader.ReadBody(await ReadErrorAsync(stream, response.Content.Headers.ContentEncoding, deadline.Token).ConfigureAwait(false));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Cut: the status says enough.
        }

        var status = (int)response.StatusCode;
        var failure = ErrorRules.ClassOf(status, error);
        return new ChatFailureException(
            failure, error?.Final is true || ErrorRules.IsFinal(failure, status, error), RetryAfter(response) ?? error?.RetryAfter,
            generationId: GenerationId(response), error: error);
    }

    /// <returns>The first bytes of the body, decompressed.</returns>
    private static async Task<ReadOnlyMemory<byte>> ReadErrorAsync(Stream stream, ICollection<string> codings, CancellationToken cancellationToken)
    {
        var bytes = new byte[MaxErrorBytes];
        var length = await stream.ReadAsync(bytes, cancellationToken).ConfigureAwait(false);
        using var decoded = length > 0 ? BodyCoding.Decode(bytes.AsMemory(0, length), stream, codings) : null;
        length = decoded is null ? length : 0;
        length += await (decoded ?? stream).ReadAtLeastAsync(bytes.AsMemory(length), MaxErrorBytes - length, throwOnEndOfStream: false, cancellationToken)
            .ConfigureAwait(false);
        return bytes.AsMemory(0, length);
    }

    /// <returns>Whether more can follow.</returns>
    private static async ValueTask<bool> ReadAsync(AnswerBody body, AnswerParser answer, CallDeadline deadline)
    {
        var more = await body.FillAsync(deadline.Token).ConfigureAwait(false);
        var received = answer.Received;
        var finished = HasFinished(answer);
        while (!answer.Done && body.TryRead(out var payload))
        {
            answer.Read(payload, body.IsError);
        }

        if (HasFinished(answer))
        {
            if (!finished)
            {
                deadline.Finish();
            }
        }
        else if (answer.Received > received)
        {
            deadline.Progress();
        }

        return more && !answer.Done;
    }

    /// <summary>Whether nothing but usage should follow.</summary>
    private static bool HasFinished(AnswerParser answer) => answer is { FinishReason: not null, ReasonsProveNothing: false };

    private static ChatFailureException Translate(Exception exception, CallDeadline deadline, ChatFailure broken) => exception switch
    {
        ChatFailureException failure => failure,
        _ when deadline.Token.IsCancellationRequested => new ChatFailureException(ChatFailure.TimedOut, innerException: exception),
        // InvalidOperationException: escapes in a name that make no text.
        JsonException or InvalidOperationException => new ChatFailureException(ChatFailure.Malformed, innerException: exception),
        _ => new ChatFailureException(broken, innerException: exception),
    };

    /// <summary>An error in the body always counts. A connection that breaks after the model has finished only loses the usage, unless this
    /// server gives finish reasons before the end.</summary>
    /// <param name="failure">What broke; <see langword="null"/> where the body or the stream ended in good order.</param>
    private static ChatFailureException? Verdict(AnswerParser answer, ChatFailureException? failure)
    {
        if (answer.Error is { } error)
        {
            var refused = FailureRules.OfError(error);
            return new ChatFailureException(
                refused, error.Final || ErrorRules.IsFinal(refused, error.Status, error), error.RetryAfter, innerException: failure, error: error);
        }

        if (FinishReasons.KindOf(answer.FinishReason) is FinishKind.GivenUp)
        {
            var given = string.Equals(answer.FinishReason, "error", StringComparison.OrdinalIgnoreCase) ? ChatFailure.Unavailable : ChatFailure.Interrupted;
            return new ChatFailureException(given, innerException: failure);
        }

        if (failure is not null && (failure.Failure is ChatFailure.TooLarge || !HasFinished(answer)))
        {
            return failure;
        }

        return HasEnded(answer) ? null : failure ?? new ChatFailureException(UnendedBy(answer));
    }

    private static ChatFailure UnendedBy(AnswerParser answer) =>
        answer.HasOddities && answer.FinishReason is null ? ChatFailure.Malformed : ChatFailure.Interrupted;

    /// <summary>The failure of a well-formed body without an answer: an error under a status of success, or something else than the API.</summary>
    /// <param name="text">What is neither events nor JSON.</param>
    /// <returns><see langword="null"/> where it says nothing.</returns>
    private static ChatFailureException? NoAnswer(AnswerParser answer, string text)
    {
        if (answer.HasText || answer.HasReason || answer.Received > 0 || answer.Usage is not null)
        {
            return null;
        }

        var error = ErrorReader.ReadBody(answer.Stray.IsEmpty ? Encoding.UTF8.GetBytes(text) : answer.Stray);
        if (error?.Message is null)
        {
            return null;
        }

        var status = error.Status is >= 200 and < 300 ? null : error.Status;
        var failure = ErrorRules.ClassOf(status, error with { Status = status });
        failure = failure is ChatFailure.Unavailable && answer.Stray.IsEmpty ? ChatFailure.WrongAddress : failure;
        return new ChatFailureException(failure, error.Final || ErrorRules.IsFinal(failure, status, error), error.RetryAfter, error: error);
    }

    /// <summary>Whether what came in good order is all of the answer. Where the server did not say why it ended, its text decides later.</summary>
    private static bool HasEnded(AnswerParser answer) => answer switch
    {
        { FinishReason: { } reason } when FinishReasons.KindOf(reason) is not FinishKind.Unknown => true,
        { HasText: false, FinishReason: null } => false,
        { Done: true } or { IsWhole: true } => true,
        _ => answer is { ReasonsProveNothing: true, HasReason: true }, // the clean end of the body ends it, whatever the last piece said
    };

    private static ChatResponseUpdate Last(AnswerParser answer, string? generationId, bool complete)
    {
        var update = new ChatResponseUpdate
        {
            Role = ChatRole.Assistant,
            ModelId = answer.Model,
            ResponseId = generationId ?? answer.Id,
        };
        if (complete)
        {
            update.FinishReason = answer switch
            {
                { Refused: true } => ChatFinishReason.ContentFilter,
                { FinishReason: { } reason } => new ChatFinishReason(reason),
                _ => null,
            };
        }

        if (answer.Received > 0)
        {
            update.AdditionalProperties = new() { [ChatKeys.Begun] = true };
            if (answer.HasReasoning)
            {
                update.AdditionalProperties[ChatKeys.Reasoned] = true;
            }
        }

        if (answer.Usage is { } usage)
        {
            update.Contents.Add(new UsageContent(new UsageDetails
            {
                InputTokenCount = usage.PromptTokens,
                OutputTokenCount = usage.CompletionTokens,
                TotalTokenCount = usage.TotalTokens,
                CachedInputTokenCount = usage.CachedTokens,
                ReasoningTokenCount = usage.ReasoningTokens,
            }));
            if (usage.CostUsd is { } costUsd)
            {
                (update.AdditionalProperties ??= [])[ChatKeys.CostUsd] = costUsd;
            }
        }

        return update;
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - _clock.GetUtcNow() is { Ticks: > 0 } wait ? wait : TimeSpan.Zero,
        _ => null, // absent, or junk
    };

    private static string? GenerationId(HttpResponseMessage response) =>
        response.Headers.TryGetValues("X-Generation-Id", out var values)
        && string.Concat(values) is { Length: > 0 and <= AnswerParser.LongestName } id ? id : null;
}
