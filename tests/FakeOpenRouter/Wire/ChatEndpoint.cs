using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using AiDevFramework.FakeOpenRouter.Answers;
using AiDevFramework.FakeOpenRouter.Log;
using AiDevFramework.FakeOpenRouter.Script;

namespace AiDevFramework.FakeOpenRouter.Wire;

/// <summary>POST /chat/completions.</summary>
internal sealed class ChatEndpoint(FakeOptions options, FakeScript script, CallLog log, CancellationToken stopping)
{
    private static readonly Behaviour s_clean = Behaviours.Clean();

    private readonly ReplyPlanner _planner = new(new AnswerBook(options.Seed, options.Features));

    public async Task HandleAsync(HttpContext context)
    {
        var (body, length) = await ReadBodyAsync(context);
        try
        {
            await AnswerAsync(context, body, length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(body);
        }
    }

    private async Task AnswerAsync(HttpContext context, byte[] body, int length)
    {
        ChatRequest request;
        try
        {
            request = ChatRequest.Parse(body.AsSpan(0, length));
        }
        catch (JsonException exception)
        {
            await Respond.ErrorAsync(context, 400, exception.Message);
            return;
        }

        using (request)
        {
            if (request.Model.Length == 0 || request.MessageCount == 0)
            {
                await Respond.ErrorAsync(context, 400, "'model' and 'messages' are required.");
                return;
            }

            var step = PromptReader.Step(request.SystemText, request.Prompt);
            var behaviour = script.Next(step, request.Prompt) ?? s_clean;
            var plan = _planner.Plan(step, request, behaviour);
            var call = Begin(context, request, step, plan, body.AsSpan(0, length));
            await SendAsync(context, call, plan);
        }
    }

    private LoggedCall Begin(HttpContext context, ChatRequest request, string step, ReplyPlan plan, ReadOnlySpan<byte> body)
    {
        var call = new LoggedCall
        {
            StartedAt = options.Time.GetUtcNow(),
            Step = step,
            Mark = PromptReader.Reference(request.Prompt),
            FollowsUp = request.HasAssistant,
            Continuation = plan.Continuation,
            Model = request.Model,
            AnsweredBy = plan.Model,
            Streamed = request.Stream,
            Behaviour = plan.Behaviour.Name,
            PromptTokens = Answer.TokensOf(request.TextBytes),
            BodySha256 = options.HashBodies ? Convert.ToHexStringLower(SHA256.HashData(body)) : null,
        };
        if (options.RecordBodies)
        {
            call.BodyBytes = body.ToArray();
            call.Headers = context.Request.Headers
                .Where(header => !header.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase))
                .ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        }

        log.Begin(call);
        return call;
    }

    private async Task SendAsync(HttpContext context, LoggedCall call, ReplyPlan plan)
    {
        var outcome = CallOutcome.ClientGone;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            outcome = await new ChatReply(context, call, plan, script, options).SendAsync(ended.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            if (!context.RequestAborted.IsCancellationRequested)
            {
                outcome = CallOutcome.Cut; // the fake itself stops
                context.Abort();
            }
        }

        Bill(call, plan, outcome);
        log.Finish(call, outcome, options.Time.GetUtcNow());
    }

    /// <summary>Without any text and without a finish reason nothing is billed; a stream is billed as far as it was sent.</summary>
    private void Bill(LoggedCall call, ReplyPlan plan, CallOutcome outcome)
    {
        var finished = outcome == CallOutcome.Completed && (call.FinishReason is not null || call.SentChars > 0);
        if (!finished && call.SentChars == 0)
        {
            (call.PromptTokens, call.CompletionTokens, call.BilledUsd) = (0, 0, 0m);
            return;
        }

        call.CompletionTokens = Answer.TokensOf(call.SentChars);
        var cost = plan.Price?.Cost(call.PromptTokens, call.CompletionTokens);
        call.BilledUsd = plan.Behaviour.Usage == UsageKind.Byok ? cost * (1m + UsageText.ByokFee) : cost;
        if (call.SentChars == plan.Answer.Text.Length)
        {
            call.TextSha256 = plan.Answer.Sha256;
            call.LinesSha256 = plan.Answer.LinesSha256;
            call.Text = options.RecordBodies ? plan.Answer.Text : null;
        }
        else if (call.SentChars < plan.Answer.Text.Length)
        {
            var text = plan.Answer.Text[..(int)call.SentChars];
            call.TextSha256 = new Answer(text).Sha256;
            call.Text = options.RecordBodies ? text : null;
        }
    }

    private static async Task<(byte[] Body, int Length)> ReadBodyAsync(HttpContext context)
    {
        var body = ArrayPool<byte>.Shared.Rent((int)Math.Clamp((context.Request.ContentLength ?? 16_384) + 1, 1, 64 << 20));
        var length = 0;
        while (true)
        {
            var read = await context.Request.Body.ReadAsync(body.AsMemory(length), context.RequestAborted);
            if (read == 0)
            {
                return (body, length);
            }

            length += read;
            if (length == body.Length)
            {
                var larger = ArrayPool<byte>.Shared.Rent(body.Length * 2);
                body.CopyTo(larger, 0);
                ArrayPool<byte>.Shared.Return(body);
                body = larger;
            }
        }
    }
}
