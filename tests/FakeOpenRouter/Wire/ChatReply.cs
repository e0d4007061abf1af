using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Text;
using AiDevFramework.FakeOpenRouter.Answers;
using AiDevFramework.FakeOpenRouter.Log;
using AiDevFramework.FakeOpenRouter.Replay;
using AiDevFramework.FakeOpenRouter.Script;

namespace AiDevFramework.FakeOpenRouter.Wire;

/// <summary>
/// Sends one reply as its plan says. Without pauses, holds and odd framing a whole stream is written from cached bytes and
/// flushed once; otherwise every event is made in a buffer of its own and flushed by itself.
/// </summary>
internal sealed class ChatReply(HttpContext context, LoggedCall call, ReplyPlan plan, FakeScript script, FakeOptions options)
{
    private static readonly byte[] s_comment = ": OPENROUTER PROCESSING\n\n"u8.ToArray();
    private static readonly byte[] s_commentCrlf = ": OPENROUTER PROCESSING\r\n\r\n"u8.ToArray();

    private readonly Behaviour _behaviour = plan.Behaviour;
    private readonly string _newLine = plan.Behaviour.Crlf ? "\r\n" : "\n";
    private readonly ArrayBufferWriter<byte> _event = new();
    private PipeWriter _output = context.Response.BodyWriter;
    private bool _started;

    private int LatencyMs => _behaviour.LatencyMs + (int)options.Latency.TotalMilliseconds;

    private int PieceDelayMs => _behaviour.PieceDelayMs + (int)options.TokenDelay.TotalMilliseconds;

    /// <summary>Whether every event is flushed by itself.</summary>
    private bool Paced => PieceDelayMs > 0 || _behaviour.SplitUtf8 || _behaviour.SplitEveryBytes > 0
        || _behaviour.Hold is HoldPoint.MidAnswer or HoldPoint.BeforeFinish || _behaviour.Ending != Ending.Finish;

    private byte[] Comment => _behaviour.Crlf ? s_commentCrlf : s_comment;

    public async Task<CallOutcome> SendAsync(CancellationToken cancellationToken)
    {
        var answers = _behaviour is { Status: 200, Body: null, Raw: null, Recording: null };
        if (answers && _behaviour.EarlyHeaders && call.Streamed)
        {
            StartStream();
            _output.Write(Comment);
            await _output.FlushAsync(cancellationToken);
        }

        if (LatencyMs > 0)
        {
            await PauseAsync(LatencyMs, cancellationToken);
        }

        if (_behaviour.Hold == HoldPoint.BeforeAnswer)
        {
            await script.HoldAsync(call, cancellationToken);
        }

        if (_behaviour.Recording is { } recording)
        {
            return await Replayer.SendAsync(context, call, recording, script, cancellationToken);
        }

        if (plan.EndAt == 0 && _behaviour.Ending is Ending.Reset or Ending.Stall && _behaviour.EndAt == 0)
        {
            return await EndAsync(cancellationToken);
        }

        if (!answers)
        {
            return await SendFixedAsync(cancellationToken);
        }

        return call.Streamed ? await SendStreamAsync(cancellationToken) : await SendJsonAsync(cancellationToken);
    }

    private async Task<CallOutcome> SendFixedAsync(CancellationToken cancellationToken)
    {
        var body = _behaviour.Raw ?? Encoding.UTF8.GetBytes(_behaviour.Body ?? "");
        Start(_behaviour.ContentType);
        if (!_behaviour.Gzip)
        {
            context.Response.ContentLength = body.Length;
        }

        await EmitAsync(body, cancellationToken);
        await CompleteAsync();
        return _behaviour.Status is >= 200 and < 300 ? CallOutcome.Completed : CallOutcome.Error;
    }

    private async Task<CallOutcome> SendStreamAsync(CancellationToken cancellationToken)
    {
        if (!_started)
        {
            StartStream();
            _output.Write(Comment);
        }

        var paced = Paced;
        IBufferWriter<byte> sink = paced ? _event : _output;
        var head = Encoding.UTF8.GetBytes(ChunkHead() + Choices("""{"index":0,"delta":{"role":"assistant","content":" """.TrimEnd()));
        var tail = Encoding.UTF8.GetBytes("\"},\"finish_reason\":null,\"native_finish_reason\":null}]}" + _newLine + _newLine);
        var pieces = Pieces();
        for (var repeat = 0; repeat < _behaviour.Repeat; repeat++)
        {
            for (var i = 0; i < pieces.Length; i++)
            {
                for (var comment = 0; comment < _behaviour.Comments; comment++)
                {
                    sink.Write(Comment);
                }

                sink.Write(head);
                sink.Write(pieces[i].Json);
                sink.Write(tail);
                call.SentChars += pieces[i].Chars;
                if (paced)
                {
                    await EmitEventAsync(cancellationToken);
                    if (_behaviour.Hold == HoldPoint.MidAnswer && repeat == 0 && i == (pieces.Length - 1) / 2)
                    {
                        await script.HoldAsync(call, cancellationToken);
                    }

                    if (PieceDelayMs > 0 && _behaviour.SplitEveryBytes == 0)
                    {
                        await PauseAsync(PieceDelayMs, cancellationToken);
                    }
                }
            }

            if (_behaviour.Repeat > 1 && repeat % 8 == 7)
            {
                await _output.FlushAsync(cancellationToken);
            }
        }

        if (_behaviour.Ending != Ending.Finish)
        {
            return await EndAsync(cancellationToken);
        }

        if (_behaviour.Hold == HoldPoint.BeforeFinish)
        {
            await script.HoldAsync(call, cancellationToken);
        }

        WriteFinish(sink);
        if (paced)
        {
            await EmitEventAsync(cancellationToken);
        }

        await CompleteAsync();
        await _output.FlushAsync(cancellationToken);
        return CallOutcome.Completed;
    }

    private void WriteFinish(IBufferWriter<byte> sink)
    {
        var usage = UsageText.Of(_behaviour.Usage, call.PromptTokens, Answer.TokensOf(call.SentChars), plan.Price);
        var end = new StringBuilder();
        if (!_behaviour.NoChoices)
        {
            var delta = _behaviour switch
            {
                { Refusal: { } refusal } => $$"""{"role":"assistant","content":null,"refusal":{{JsonText.Quote(refusal)}}}""",
                { NullContent: true } => """{"role":"assistant","content":null}""",
                _ => """{"role":"assistant","content":""}""",
            };
            var native = plan.FinishReason == "length" ? "max_tokens" : plan.FinishReason;
            end.Append(ChunkHead())
                .Append(Choices($$"""{"index":0,"delta":{{delta}},"finish_reason":"{{plan.FinishReason}}","native_finish_reason":"{{native}}"}]"""))
                .Append(_behaviour.UsageWithFinish && usage is not null ? ",\"usage\":" + usage : "")
                .Append('}').Append(_newLine).Append(_newLine);
            call.FinishReason = plan.FinishReason;
        }

        if (usage is not null && (!_behaviour.UsageWithFinish || _behaviour.NoChoices))
        {
            end.Append(ChunkHead()).Append(Choices("]")).Append(",\"usage\":").Append(usage).Append('}').Append(_newLine).Append(_newLine);
        }

        if (!_behaviour.OmitDone)
        {
            end.Append("data: [DONE]").Append(_newLine).Append(_newLine);
        }

        Encoding.UTF8.GetBytes(end.ToString(), sink);
    }

    private async Task<CallOutcome> SendJsonAsync(CancellationToken cancellationToken)
    {
        Start("application/json");
        if (_behaviour.Ending == Ending.Error)
        {
            await EmitAsync(Encoding.UTF8.GetBytes($"{{{ErrorMember()}}}"), cancellationToken);
            await CompleteAsync();
            return CallOutcome.Error;
        }

        var sent = (long)plan.Answer.Text.Length * _behaviour.Repeat;
        var content = _behaviour is { NullContent: true } or { Refusal: not null } ? "null" : null;
        var usage = UsageText.Of(_behaviour.Usage, call.PromptTokens, Answer.TokensOf(sent), plan.Price);
        var native = plan.FinishReason == "length" ? "max_tokens" : plan.FinishReason;
        var before = $$"""{"id":"{{call.GenerationId}}","object":"chat.completion","created":{{Created()}},"model":{{JsonText.Quote(plan.Model)}},"provider":"{{Provider()}}","choices":[""";
        var after = (usage is null ? "]" : "],\"usage\":" + usage) + "}";
        if (!_behaviour.NoChoices)
        {
            before += $$"""{"index":0,"finish_reason":"{{plan.FinishReason}}","native_finish_reason":"{{native}}","message":{"role":"assistant","refusal":{{JsonText.Quote(_behaviour.Refusal)}},"reasoning":null,"content":{{content ?? "\""}}""";
            after = (content is null ? "\"}}" : "}}") + after;
        }

        call.SentChars = sent; // an answer that is not streamed is made and billed whole, whether it arrives or not
        if (_behaviour.Repeat > 1)
        {
            await SendRepeatedAsync(Encoding.UTF8.GetBytes(before), Encoding.UTF8.GetBytes(after), cancellationToken);
            call.FinishReason = plan.FinishReason;
            return CallOutcome.Completed;
        }

        var body = new ArrayBufferWriter<byte>(plan.Answer.Text.Length + 1024);
        Encoding.UTF8.GetBytes(before, body);
        if (content is null && !_behaviour.NoChoices)
        {
            foreach (var piece in Pieces())
            {
                body.Write(piece.Json);
            }
        }

        Encoding.UTF8.GetBytes(after, body);
        var pause = _behaviour switch
        {
            { Ending: not Ending.Finish } or { Hold: HoldPoint.MidAnswer } => body.WrittenCount / 2,
            { Hold: HoldPoint.BeforeFinish } => body.WrittenCount - 1,
            _ => body.WrittenCount,
        };
        if (_behaviour.Ending == Ending.Finish && !_behaviour.Gzip)
        {
            context.Response.ContentLength = body.WrittenCount;
        }

        await EmitAsync(body.WrittenMemory[..pause], cancellationToken);
        if (_behaviour.Ending != Ending.Finish)
        {
            return await EndAsync(cancellationToken);
        }

        if (pause < body.WrittenCount)
        {
            await script.HoldAsync(call, cancellationToken);
            await EmitAsync(body.WrittenMemory[pause..], cancellationToken);
        }

        await CompleteAsync();
        call.FinishReason = _behaviour.NoChoices ? null : plan.FinishReason;
        return CallOutcome.Completed;
    }

    private async Task SendRepeatedAsync(byte[] before, byte[] after, CancellationToken cancellationToken)
    {
        var pieces = Pieces();
        _output.Write(before);
        for (var repeat = 0; repeat < _behaviour.Repeat; repeat++)
        {
            foreach (var piece in pieces)
            {
                _output.Write(piece.Json);
            }

            if (repeat % 8 == 7)
            {
                await _output.FlushAsync(cancellationToken);
            }
        }

        _output.Write(after);
        await CompleteAsync();
        await _output.FlushAsync(cancellationToken);
    }

    /// <summary>What comes instead of a finish.</summary>
    private async Task<CallOutcome> EndAsync(CancellationToken cancellationToken)
    {
        switch (_behaviour.Ending)
        {
            case Ending.Error:
                Encoding.UTF8.GetBytes(
                    ChunkHead() + ErrorMember() + "," + Choices("""{"index":0,"delta":{"content":""},"finish_reason":"error"}]}""") + _newLine + _newLine, _event);
                await EmitEventAsync(cancellationToken);
                call.FinishReason = "error";
                await CompleteAsync();
                return CallOutcome.Error;
            case Ending.Eof:
                await CompleteAsync();
                await _output.FlushAsync(cancellationToken);
                return CallOutcome.Cut;
            case Ending.Reset:
                if (!_started)
                {
                    call.Status = 0;
                }

                context.Abort();
                return CallOutcome.Cut;
            case Ending.Stall:
                var held = script.HoldAsync(call, cancellationToken);
                while (_behaviour.CommentEveryMs > 0 && _started
                    && await Task.WhenAny(held, PauseAsync(_behaviour.CommentEveryMs, cancellationToken)) != held)
                {
                    _output.Write(Comment);
                    await _output.FlushAsync(cancellationToken);
                }

                await held;
                context.Abort();
                return CallOutcome.Cut;
            default:
                throw new InvalidOperationException($"{_behaviour.Ending} is no early ending.");
        }
    }

    private void StartStream()
    {
        Start("text/event-stream");
        context.Response.Headers.CacheControl = "no-cache";
    }

    private void Start(string contentType)
    {
        var response = context.Response;
        _started = true;
        call.Status = response.StatusCode = _behaviour.Status;
        response.ContentType = contentType;
        response.Headers["X-Generation-Id"] = call.GenerationId;
        foreach (var (name, value) in _behaviour.Headers)
        {
            response.Headers[name] = value;
        }

        if (_behaviour.Gzip)
        {
            response.Headers.ContentEncoding = "gzip";
            _output = PipeWriter.Create(new GZipStream(response.Body, CompressionLevel.Optimal, leaveOpen: true));
        }
    }

    /// <summary>Ends the compressed form; a plain one needs nothing.</summary>
    private async ValueTask CompleteAsync()
    {
        if (_behaviour.Gzip)
        {
            await _output.CompleteAsync();
            _output = context.Response.BodyWriter;
        }
    }

    private Task PauseAsync(int ms, CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromMilliseconds(ms), options.Time, cancellationToken);

    private async Task EmitEventAsync(CancellationToken cancellationToken)
    {
        await EmitAsync(_event.WrittenMemory, cancellationToken);
        _event.ResetWrittenCount();
    }

    private async Task EmitAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var step = _behaviour.SplitEveryBytes;
        while (step > 0 && bytes.Length > step)
        {
            _output.Write(bytes.Span[..step]);
            await _output.FlushAsync(cancellationToken);
            bytes = bytes[step..];
            if (PieceDelayMs > 0)
            {
                await PauseAsync(PieceDelayMs, cancellationToken);
            }
        }

        if (_behaviour.SplitUtf8 && bytes.Span.IndexOfAnyExceptInRange((byte)0, (byte)0x7F) is >= 0 and var letter)
        {
            _output.Write(bytes.Span[..(letter + 1)]);
            await _output.FlushAsync(cancellationToken);
            bytes = bytes[(letter + 1)..];
            await PauseAsync(2, cancellationToken); // a packet of its own
        }

        _output.Write(bytes.Span);
        await _output.FlushAsync(cancellationToken);
    }

    private Piece[] Pieces()
    {
        var text = plan.Answer.Text;
        var size = _behaviour switch
        {
            { PieceChars: > 0 } => _behaviour.PieceChars,
            { Hold: HoldPoint.MidAnswer } => Math.Clamp((text.Length + 3) / 4, 1, Answer.PieceChars),
            _ => options.TokenDelay > TimeSpan.Zero ? 24 : Answer.PieceChars,
        };
        var pieces = size == Answer.PieceChars && (plan.EndAt == text.Length || !call.Streamed)
            ? plan.Answer.Pieces
            : JsonText.Pieces(call.Streamed ? text.AsSpan(0, plan.EndAt) : text, size);
        return _behaviour.InvalidUtf8 && pieces.Length > 0
            ? [pieces[0] with { Json = [0xC3, 0x28, .. pieces[0].Json] }, .. pieces[1..]]
            : pieces;
    }

    private string ChunkHead() =>
        $$"""data: {"id":"{{call.GenerationId}}","object":"chat.completion.chunk","created":{{Created()}},"model":{{JsonText.Quote(plan.Model)}},"provider":"{{Provider()}}",""";

    private string Choices(string inner) => (_behaviour.TwoDataLines ? _newLine + "data: " : "") + "\"choices\":[" + inner;

    private string ErrorMember() =>
        $$$"""
        "error":{"code":{{{_behaviour.ErrorCode}}},"message":{{{JsonText.Quote(_behaviour.ErrorMessage)}}},"metadata":{"error_type":{{{JsonText.Quote(_behaviour.ErrorType)}}}}}
        """;

    private string Created() => call.StartedAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private string Provider() => plan.Model switch
    {
        var model when model.StartsWith("openai/", StringComparison.Ordinal) => "OpenAI",
        var model when model.StartsWith("anthropic/", StringComparison.Ordinal) => "Anthropic",
        _ => "Fake",
    };
}
