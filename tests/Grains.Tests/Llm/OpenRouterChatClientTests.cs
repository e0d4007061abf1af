using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using AiDevFramework.Llm;
using AiDevFramework.TestSupport;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace AiDevFramework.Grains.Tests.Llm;

/// <summary>The protocol over real connections. A server that says something odd is scripted byte by byte.</summary>
public sealed class OpenRouterChatClientTests
{
    private const string Key = "sk-or-v1-0123456789";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task GetResponseAsync_OfACleanStop_GivesTextUsageAndCost()
    {
        await using var server = await ProviderServer.StartAsync(ProviderServer.Events(Chunks.Answer("Hello, wörld")));

        var response = await AskAsync(server);

        Assert.Equal("Hello, wörld", response.Text);
        Assert.Equal(("openai/gpt-4o", "gen-1", ChatFinishReason.Stop), (response.ModelId, response.ResponseId, response.FinishReason));
        Assert.Equal(0.0012m, Assert.IsType<decimal>(response.AdditionalProperties?[ChatKeys.CostUsd]));
        Assert.Equal((10, 15, 25), (response.Usage?.InputTokenCount, response.Usage?.OutputTokenCount, response.Usage?.TotalTokenCount));
        Assert.Equal((2, 5), (response.Usage?.CachedInputTokenCount, response.Usage?.ReasoningTokenCount));
    }

    [Fact]
    public async Task GetResponseAsync_SendsWhatTheProtocolAsks_AndNothingOfOurs()
    {
        await using var server = await ProviderServer.StartAsync(ProviderServer.Events(Chunks.Answer("{}")));
        using var client = ClientFor(server);
        ChatMessage[] messages = [new(ChatRole.System, "Be brief"), new(ChatRole.User, "Größe \"x\"\n\0 \ud83d")];
        var options = new ChatOptions
        {
            ModelId = "openai/gpt-4o",
            Temperature = 0.3f,
            MaxOutputTokens = 4000,
            ResponseFormat = ChatResponseFormat.Json,
            AdditionalProperties = new() { [ChatKeys.Request] = "a secret of ours" },
        };

        await client.GetResponseAsync(messages, options, TestContext.Current.CancellationToken);

        var request = Assert.Single(server.Requests);
        Assert.Equal(("POST", "/api/v1/chat/completions"), (request.Method, request.Path));
        Assert.Equal("Bearer " + Key, request.Headers["Authorization"]);
        Assert.Equal("application/json", request.Headers["Content-Type"]);
        Assert.Equal("http://localhost:8000", request.Headers["HTTP-Referer"]);
        Assert.Equal("AiDevFramework", request.Headers["X-OpenRouter-Title"]);
        Assert.False(request.Headers.ContainsKey("traceparent"));
        Assert.Equal("identity", request.Headers["Accept-Encoding"]);
        using var body = JsonDocument.Parse(request.Body);
        Assert.True(JsonElement.DeepEquals(body.RootElement, JsonDocument.Parse(
            """
            {"model":"openai/gpt-4o","messages":[{"role":"system","content":"Be brief"},
            {"role":"user","content":"Größe \"x\"\n\u0000 \uFFFD"}],"temperature":0.3,"max_tokens":4000,
            "response_format":{"type":"json_object"},"stream":true,"stream_options":{"include_usage":true}}
            """).RootElement), request.Body);
    }

    [Fact]
    public async Task GetResponseAsync_WithoutAKey_SendsNoAuthorization()
    {
        await using var server = await ProviderServer.StartAsync(ProviderServer.Events(Chunks.Answer("x")));

        await AskAsync(server, key: "");

        Assert.False(Assert.Single(server.Requests).Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task GetResponseAsync_OfAStreamCutAnywhere_GivesTheSame()
    {
        var stream = Encoding.UTF8.GetBytes(
            ": OPENROUTER PROCESSING\r\n\r\n" + string.Concat(Chunks.Answer("héllo → 中😀").Select(chunk => $"data: {chunk}\r\n\r\n")));
        var split = Encoding.UTF8.GetString(stream).IndexOf('→', StringComparison.Ordinal);
        var inside = Encoding.UTF8.GetByteCount(Encoding.UTF8.GetString(stream)[..split]) + 1;
        await using var server = await ProviderServer.StartAsync(
            ProviderServer.Raw("text/event-stream", stream[..inside], stream[inside..]),
            ProviderServer.Raw("text/event-stream", [.. stream.Select(single => new[] { single })]));

        Assert.Equal("héllo → 中😀", (await AskAsync(server)).Text);
        Assert.Equal("héllo → 中😀", (await AskAsync(server)).Text);
    }

    [Fact]
    public async Task GetResponseAsync_OfTwoDataLinesInOneEvent_ReadsThemAsOne()
    {
        var chunk = Chunks.Text("joined").Replace(",\"choices\"", ",\ndata: \"choices\"", StringComparison.Ordinal);
        await using var server = await ProviderServer.StartAsync(ProviderServer.Events(chunk, Chunks.Stop, Chunks.Done));

        Assert.Equal("joined", (await AskAsync(server)).Text);
    }

    [Fact]
    public async Task GetResponseAsync_OfOneJsonAnswer_ReadsItLikeAStream()
    {
        await using var server = await ProviderServer.StartAsync(ProviderServer.Status(200, """
            {"id":"gen-7","object":"chat.completion","model":"openai/gpt-4o","provider":"OpenAI",
             "choices":[{"index":0,"finish_reason":"length","message":{"role":"assistant","content":"whole","refusal":null,"reasoning":null}}],
             "usage":{"prompt_tokens":10,"completion_tokens":15,"total_tokens":25,"cost":0.5}}
            """, ("X-Generation-Id", "gen-header")));

        var response = await AskAsync(server);

        Assert.Equal(("whole", ChatFinishReason.Length, "gen-header"), (response.Text, response.FinishReason, response.ResponseId));
        Assert.Equal(0.5m, response.AdditionalProperties?[ChatKeys.CostUsd]);
    }

    [Fact]
    public async Task GetResponseAsync_WhenAnotherModelAnswers_NamesIt()
    {
        await using var server = await ProviderServer.StartAsync(ProviderServer.Events(
            """{"id":"g","model":"anthropic/claude-3-haiku","choices":[{"delta":{"content":"x"},"finish_reason":"stop"}]}""",
            Chunks.UsageOf("""{"prompt_tokens":1,"completion_tokens":2}""", "anthropic/claude-3-haiku")));

        Assert.Equal("anthropic/claude-3-haiku", (await AskAsync(server)).ModelId);
    }

    [Fact]
    public async Task GetResponseAsync_WhenUsageGrowsWithEachChunk_TakesTheLast()
    {
        await using var server = await ProviderServer.StartAsync(ProviderServer.Events(
            Chunks.Text("a"),
            Chunks.UsageOf("""{"prompt_tokens":10,"completion_tokens":1}"""),
            Chunks.Stop,
            Chunks.UsageOf("""{"prompt_tokens":10,"completion_tokens":2}"""),
            Chunks.Done));

        var usage = (await AskAsync(server)).Usage;

        Assert.Equal((10, 2), (usage?.InputTokenCount, usage?.OutputTokenCount));
    }

    [Theory]
    [InlineData("""{"error":{"code":502,"message":"Provider disconnected"}""", ChatFailure.Unavailable)]
    [InlineData("""{"error":{"error_type":"rate_limit_exceeded","http_status":429,"availability":{"retryable":true,"retry_after":7}}""", ChatFailure.RateLimited)]
    [InlineData("""{"error":{"code":403,"metadata":{"reasons":["x"],"flagged_input":"..."}}""", ChatFailure.Forbidden)]
    [InlineData("""{"error":"overloaded" """, ChatFailure.Unavailable)]
    public async Task GetStreamingResponseAsync_OfAnErrorMidStream_FailsWithWhatWasCharged(string start, object failure)
    {
        var error = start + ""","choices":[{"index":0,"delta":{"content":""},"finish_reason":"error"}],"usage":{"prompt_tokens":5,"completion_tokens":1,"cost":0.25}}""";
        await using var server = await ProviderServer.StartAsync(ProviderServer.Events(Chunks.Text("partial"), error));
        var updates = new List<ChatResponseUpdate>();

        var thrown = await FailAsync(server, updates);

        Assert.Equal(failure, thrown.Failure);
        Assert.Equal("partial", string.Concat(updates.Select(update => update.Text)));
        Assert.Equal(0.25m, updates[^1].AdditionalProperties?[ChatKeys.CostUsd]);
        Assert.DoesNotContain(updates, update => update.FinishReason is not null);
    }

    [Fact]
    public async Task GetResponseAsync_OfAnErrorInA200Body_Fails()
    {
        await using var server = await ProviderServer.StartAsync(
            ProviderServer.Status(200, """{"error":{"code":429,"message":"slow down","metadata":{"error_type":"rate_limit_exceeded"}}}"""));

        Assert.Equal(ChatFailure.RateLimited, (await FailAsync(server)).Failure);
    }

    [Theory]
    [InlineData(ChatFailure.Interrupted, "partial", null)]
    [InlineData(ChatFailure.Interrupted, null, null)]
    [InlineData(ChatFailure.Interrupted, null, "[DONE]")]
    [InlineData(ChatFailure.Malformed, "partial", "{\"choices\":[{\"delta\":{\"content\":\"cu")]
    [InlineData(ChatFailure.Malformed, "partial", "<html>")]
    [InlineData(ChatFailure.Unavailable, "partial", """{"choices":[{"delta":{},"finish_reason":"error"}]}""")]
    public async Task GetResponseAsync_WhenTheStreamEndsWithoutAFinish_Fails(object failure, string? text, string? last)
    {
        string?[] payloads = [text is null ? null : Chunks.Text(text), last];
        await using var server = await ProviderServer.StartAsync(ProviderServer.Events([.. payloads.OfType<string>()]));

        Assert.Equal(failure, (await FailAsync(server)).Failure);
    }

    [Theory]
    [InlineData("application/json", "")]
    [InlineData("application/json", "{\"choices\":[")]
    [InlineData("application/json", "[]")]
    [InlineData("application/json", "{}")]
    [InlineData("text/html", "<html><body>Sign in</body></html>")]
    public async Task GetResponseAsync_OfABodyThatIsNoAnswer_Fails(string contentType, string body)
    {
        await using var server = await ProviderServer.StartAsync(ProviderServer.Raw(contentType, Encoding.UTF8.GetBytes(body)));

        var failure = (await FailAsync(server)).Failure;
        Assert.True(contentType is "text/html" ? failure is ChatFailure.WrongAddress : failure is ChatFailure.Malformed or ChatFailure.Interrupted);
    }

    [Fact]
    public async Task GetResponseAsync_WhenTheConnectionBreaks_Fails()
    {
        await using var server = await ProviderServer.StartAsync(
            async context =>
            {
                context.Response.ContentLength = 100_000; // promised, and the connection ends before
                await ProviderServer.Events(Chunks.Text("partial"))(context);
            },
            context =>
            {
                context.Abort();
                return Task.CompletedTask;
            });

        Assert.Equal(ChatFailure.Interrupted, (await FailAsync(server)).Failure);
        Assert.Equal(ChatFailure.Unreachable, (await FailAsync(server)).Failure);
    }

    [Fact]
    public async Task GetResponseAsync_WhenOnlyTheUsageIsLost_KeepsTheAnswer()
    {
        await using var server = await ProviderServer.StartAsync(
            async context =>
            {
                context.Response.ContentLength = 100_000; // promised, and the connection ends before
                await ProviderServer.Events(Chunks.Text("complete"), Chunks.Stop)(context);
            },
            ProviderServer.Events(Chunks.Text("complete"), Chunks.Stop, "{\"usage\":{\"prompt_to"));

        foreach (var response in new[] { await AskAsync(server), await AskAsync(server) })
        {
            Assert.Equal(("complete", ChatFinishReason.Stop), (response.Text, response.FinishReason));
            Assert.Null(response.Usage);
        }
    }

    [Fact]
    public async Task GetResponseAsync_WhenNobodyListens_IsUnreachable()
    {
        using var reserved = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        reserved.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // bound, never listening
        using var client = ClientFor($"http://127.0.0.1:{((IPEndPoint)reserved.LocalEndPoint!).Port}/v1");

        var thrown = await Assert.ThrowsAsync<ChatFailureException>(() => client.GetResponseAsync("x", Plain, TestContext.Current.CancellationToken));

        Assert.Equal(ChatFailure.Unreachable, thrown.Failure);
    }

    [Theory]
    [InlineData(400, "{}", ChatFailure.BadRequest)]
    [InlineData(400, """{"error":{"code":400,"metadata":{"error_type":"context_length_exceeded"}}}""", ChatFailure.PromptTooLong)]
    [InlineData(401, "{}", ChatFailure.KeyRefused)]
    [InlineData(402, """{"error":{"code":402,"metadata":{"limit_source":"openrouter_credits"}}}""", ChatFailure.NoCredit)]
    [InlineData(403, "no json", ChatFailure.Forbidden)]
    [InlineData(404, "", ChatFailure.ModelNotFound)]
    [InlineData(408, "[]", ChatFailure.TimedOut)]
    [InlineData(413, "{", ChatFailure.PromptTooLong)]
    [InlineData(422, "{}", ChatFailure.BadRequest)]
    [InlineData(429, """{"error":{"code":200}}""", ChatFailure.RateLimited)]
    [InlineData(500, "\"x\"", ChatFailure.Unavailable)]
    [InlineData(502, "{}", ChatFailure.Unavailable)]
    [InlineData(503, "{}", ChatFailure.Unavailable)]
    [InlineData(524, "{}", ChatFailure.TimedOut)]
    [InlineData(529, "{}", ChatFailure.Unavailable)]
    public async Task GetResponseAsync_OfAnErrorStatus_TellsItsClass(int status, string body, object failure)
    {
        await using var server = await ProviderServer.StartAsync(ProviderServer.Status(status, body));

        Assert.Equal(failure, (await FailAsync(server)).Failure);
    }

    [Fact]
    public async Task GetResponseAsync_OfAnEndlessErrorBody_GoesByTheStatus()
    {
        await using var server = await ProviderServer.StartAsync(ProviderServer.Status(503, new string(' ', 1_000_000)));

        Assert.Equal(ChatFailure.Unavailable, (await FailAsync(server)).Failure);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("0", 0)]
    [InlineData("86400", 86400)]
    [InlineData("Fri, 02 Jan 2026 03:04:35 GMT", 30)]
    [InlineData("Fri, 02 Jan 2026 03:00:00 GMT", 0)]
    [InlineData("-5", null)]
    [InlineData("99999999999999", null)]
    [InlineData("soon", null)]
    [InlineData(null, null)]
    public async Task GetResponseAsync_OfA429_ReadsRetryAfter(string? header, int? seconds)
    {
        (string, string)[] headers = header is null ? [] : [("Retry-After", header)];
        await using var server = await ProviderServer.StartAsync(ProviderServer.Status(429, "{}", headers));

        var thrown = await FailAsync(server, time: new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)));

        Assert.Equal(seconds is { } given ? TimeSpan.FromSeconds(given) : default(TimeSpan?), thrown.RetryAfter);
    }

    [Fact]
    public async Task GetResponseAsync_OfARedirect_DoesNotFollow()
    {
        await using var target = await ProviderServer.StartAsync(ProviderServer.Events(Chunks.Answer("from elsewhere")));
        await using var server = await ProviderServer.StartAsync(
            ProviderServer.Status(302, "", ("Location", target.BaseUrl + "/chat/completions")));

        Assert.Equal(ChatFailure.Redirected, (await FailAsync(server)).Failure);
        Assert.Empty(target.Requests);
    }

    [Fact]
    public async Task GetResponseAsync_OfMoreTextThanAllowed_Stops()
    {
        var piece = Encoding.UTF8.GetBytes($"data: {Chunks.Text(new string('x', 60_000))}\n\n");
        await using var server = await ProviderServer.StartAsync(
            async context =>
            {
                while (!context.RequestAborted.IsCancellationRequested)
                {
                    await context.Response.Body.WriteAsync(piece, context.RequestAborted);
                }
            });

        Assert.Equal(ChatFailure.TooLarge, (await FailAsync(server)).Failure);
    }

    [Fact]
    public async Task GetResponseAsync_OfACompressedBomb_StopsAtTheLimit()
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(new byte[50_000_000]);
        }

        await using var server = await ProviderServer.StartAsync(async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await ProviderServer.Raw("application/json", compressed.ToArray())(context);
        });

        Assert.Equal(ChatFailure.TooLarge, (await FailAsync(server)).Failure);
    }

    [Fact]
    public async Task GetStreamingResponseAsync_WhenNoTokenComes_EndsAtTheFirstTokenLimit()
    {
        var asked = new TaskCompletionSource();
        await using var server = await ProviderServer.StartAsync(async context =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        var time = new TestClock();
        var failing = FailAsync(server, time: time); // of 300 seconds in all

        await asked.Task.WaitAsync(Deadline, TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(149));
        Assert.False(failing.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(ChatFailure.TimedOut, (await failing.WaitAsync(Deadline, TestContext.Current.CancellationToken)).Failure);
    }

    [Fact]
    public async Task GetStreamingResponseAsync_WhenOnlyCommentsFollow_EndsAtTheIdleLimit()
    {
        var time = new TestClock();
        var aborted = new TaskCompletionSource();
        await using var server = await ProviderServer.StartAsync(async context =>
        {
            _ = context.RequestAborted.Register(aborted.SetResult); // kept: the end of this handler would take it back before it is called
            await ProviderServer.Events(Chunks.Text("one"))(context);
            while (true)
            {
                await context.Response.WriteAsync(": OPENROUTER PROCESSING\n\ndata: {\"choices\":[]}\n\n", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Yield();
            }
        });
        using var client = ClientFor(server, time: time);
        await using var updates = client
            .GetStreamingResponseAsync("x", Plain, TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await updates.MoveNextAsync());
        Assert.Equal("one", updates.Current.Text);
        var next = updates.MoveNextAsync().AsTask();

        time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(next.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.True(await next.WaitAsync(Deadline, TestContext.Current.CancellationToken)); // what is known of the call
        var thrown = await Assert.ThrowsAsync<ChatFailureException>(() => updates.MoveNextAsync().AsTask());
        Assert.Equal(ChatFailure.TimedOut, thrown.Failure);
        await aborted.Task.WaitAsync(Deadline, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task GetStreamingResponseAsync_WhenTokensComeTooSlowly_EndsAtTheTotalLimit()
    {
        var time = new TestClock();
        var more = new SemaphoreSlim(0);
        await using var server = await ProviderServer.StartAsync(async context =>
        {
            while (true)
            {
                await ProviderServer.Events(Chunks.Text("x"))(context);
                await more.WaitAsync(context.RequestAborted);
            }
        });
        using var client = ClientFor(server, time: time);
        await using var updates = client
            .GetStreamingResponseAsync("x", Plain, TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        for (var seconds = 0; seconds < 300; seconds += 50) // never idle for 60
        {
            Assert.True(await updates.MoveNextAsync().AsTask().WaitAsync(Deadline, TestContext.Current.CancellationToken));
            Assert.Equal("x", updates.Current.Text);
            time.Advance(TimeSpan.FromSeconds(50));
            if (seconds < 250)
            {
                more.Release();
            }
        }

        Assert.True(await updates.MoveNextAsync()); // what is known of the call
        var thrown = await Assert.ThrowsAsync<ChatFailureException>(() => updates.MoveNextAsync().AsTask());
        Assert.Equal(ChatFailure.TimedOut, thrown.Failure);
    }

    [Fact]
    public async Task GetStreamingResponseAsync_WhenUsageDoesNotFollow_KeepsTheAnswer()
    {
        var time = new TestClock();
        var finished = new TaskCompletionSource();
        await using var server = await ProviderServer.StartAsync(async context =>
        {
            await ProviderServer.Events(Chunks.Text("complete"))(context);
            await finished.Task.WaitAsync(context.RequestAborted);
            await ProviderServer.Events(Chunks.Finish("stop"), Chunks.Text(" "))(context);
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        using var client = ClientFor(server, time: time);
        await using var updates = client
            .GetStreamingResponseAsync("x", Plain, TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await updates.MoveNextAsync());
        finished.SetResult();
        Assert.True(await updates.MoveNextAsync());
        Assert.Equal(" ", updates.Current.Text); // white space withdraws nothing: the finish has been read
        var last = updates.MoveNextAsync().AsTask();

        time.Advance(TimeSpan.FromSeconds(10));

        Assert.True(await last.WaitAsync(Deadline, TestContext.Current.CancellationToken));
        Assert.Equal(ChatFinishReason.Stop, updates.Current.FinishReason);
        Assert.False(await updates.MoveNextAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task GetResponseAsync_WhenTheCallerGivesUp_ClosesTheConnection(bool midStream)
    {
        var asked = new TaskCompletionSource();
        var aborted = new TaskCompletionSource();
        await using var server = await ProviderServer.StartAsync(async context =>
        {
            _ = context.RequestAborted.Register(aborted.SetResult); // kept: the end of this handler would take it back before it is called
            if (midStream)
            {
                await ProviderServer.Events(Chunks.Text("partial"))(context);
            }

            asked.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        using var client = ClientFor(server);
        using var source = new CancellationTokenSource();
        var asking = client.GetResponseAsync("x", Plain, source.Token);

        await asked.Task.WaitAsync(Deadline, TestContext.Current.CancellationToken);
        await source.CancelAsync();

        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        Assert.Equal(source.Token, thrown.CancellationToken);
        await aborted.Task.WaitAsync(Deadline, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task GetResponseAsync_CalledAgain_ReusesTheConnection()
    {
        var connections = new HashSet<string>();
        await using var server = await ProviderServer.StartAsync(context =>
        {
            connections.Add(context.Connection.Id);
            return ProviderServer.Events(Chunks.Answer("x"))(context);
        });
        using var client = ClientFor(server);

        for (var i = 0; i < 5; i++)
        {
            await client.GetResponseAsync("x", Plain, TestContext.Current.CancellationToken);
        }

        Assert.True(connections.Count < 5, $"{connections.Count} connections for 5 calls.");
    }

    [Fact]
    public async Task GetResponseAsync_UnderAnotherCulture_WritesNumbersAsJson()
    {
        await using var server = await ProviderServer.StartAsync(ProviderServer.Events(Chunks.Answer("x")));
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        CultureInfo.CurrentCulture = culture;

        await AskAsync(server);

        Assert.Contains("\"temperature\":0.7,", Assert.Single(server.Requests).Body, StringComparison.Ordinal);
    }

    private static ChatOptions Plain => new() { ModelId = "openai/gpt-4o", Temperature = 0.7f };

    private static OpenRouterChatClient ClientFor(ProviderServer server, string key = Key, TimeProvider? time = null) =>
        ClientFor(server.BaseUrl, key, time);

    private static OpenRouterChatClient ClientFor(string baseUrl, string key = Key, TimeProvider? time = null) =>
        new(Options.Create(new LlmOptions { ApiKey = key, BaseUrl = baseUrl }), time ?? TimeProvider.System);

    private static async Task<ChatResponse> AskAsync(ProviderServer server, string key = Key)
    {
        using var client = ClientFor(server, key);
        return await client.GetResponseAsync("A question", Plain, TestContext.Current.CancellationToken);
    }

    private static async Task<ChatFailureException> FailAsync(
        ProviderServer server, List<ChatResponseUpdate>? updates = null, TimeProvider? time = null)
    {
        using var client = ClientFor(server, time: time);
        return await Assert.ThrowsAsync<ChatFailureException>(async () =>
        {
            await foreach (var update in client.GetStreamingResponseAsync("A question", Plain, TestContext.Current.CancellationToken))
            {
                updates?.Add(update);
            }
        });
    }
}
