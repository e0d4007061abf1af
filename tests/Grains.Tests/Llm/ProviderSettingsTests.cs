using System.Text.Json;
using AiDevFramework.Llm;
using AiDevFramework.TestSupport;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Grains.Tests.Llm;

/// <summary>Servers that know less than OpenRouter, or are reached in another way.</summary>
public sealed class ProviderSettingsTests
{
    private const string Whole = """
        {"id":"chatcmpl-1","object":"chat.completion","model":"qwen3","choices":[{"index":0,"finish_reason":"stop",
         "message":{"role":"assistant","content":"{\"whole\":true}"}}],"usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}}
        """;

    [Fact]
    public async Task GetResponseAsync_WithoutStreaming_AsksForTheWholeAnswerAndReadsIt()
    {
        await using var server = await ProviderServer.StartAsync(ProviderServer.Status(200, Whole));

        var response = await AskAsync(server, new LlmOptions { Streaming = false });

        Assert.Equal(("{\"whole\":true}", ChatFinishReason.Stop, 4L), (response.Text, response.FinishReason, response.Usage?.OutputTokenCount));
        var body = Body(server);
        Assert.False(body.GetProperty("stream").GetBoolean());
        Assert.False(body.TryGetProperty("stream_options", out _));
        Assert.Equal("json_object", body.GetProperty("response_format").GetProperty("type").GetString());
    }

    [Fact]
    public async Task GetResponseAsync_WithoutStreaming_WaitsForTheWholeAnswerAsLongAsTheWholeMayTake()
    {
        var (asked, answer) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var server = await ProviderServer.StartAsync(async context =>
        {
            asked.SetResult();
            await answer.Task.WaitAsync(context.RequestAborted);
            await ProviderServer.Status(200, Whole)(context);
        });
        var time = new TestClock();
        var asking = AskAsync(server, new LlmOptions { Streaming = false }, time);
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        time.Advance(TimeSpan.FromSeconds(299));
        answer.SetResult();

        Assert.Equal("{\"whole\":true}", (await asking).Text);
    }

    [Fact]
    public async Task GetResponseAsync_WithoutJsonMode_LeavesItToThePrompt()
    {
        await using var server = await ProviderServer.StartAsync(ProviderServer.Events(Chunks.Answer("{}")));

        await AskAsync(server, new LlmOptions { JsonMode = false });

        Assert.False(Body(server).TryGetProperty("response_format", out _));
    }

    [Fact]
    public async Task GetResponseAsync_WithoutUsage_DoesNotAskForIt()
    {
        await using var server = await ProviderServer.StartAsync(ProviderServer.Events(Chunks.Answer("{}")));

        await AskAsync(server, new LlmOptions { Usage = false });

        Assert.True(Body(server).GetProperty("stream").GetBoolean());
        Assert.False(Body(server).TryGetProperty("stream_options", out _));
    }

    [Fact]
    public async Task GetResponseAsync_WithExtraHeaders_SendsThemAndLetsThemReplaceOurs()
    {
        await using var server = await ProviderServer.StartAsync(ProviderServer.Events(Chunks.Answer("{}")));

        await AskAsync(server, new LlmOptions { ExtraHeaders = ["api-key: abc:def", "X-OpenRouter-Title: Plans, Inc.", "HTTP-Referer:"] });

        var headers = server.Requests.Single().Headers;
        Assert.Equal(("abc:def", "Plans, Inc."), (headers["api-key"], headers["X-OpenRouter-Title"]));
        Assert.Equal("", headers.GetValueOrDefault("HTTP-Referer", ""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("us%40er:p%3Ass@")]
    public async Task GetResponseAsync_WithAProxy_GoesThroughIt(string user)
    {
        await using var proxy = await ProviderServer.StartAsync(
            user.Length > 0 ? ProviderServer.Status(407, "", ("Proxy-Authenticate", "Basic")) : ProviderServer.Events(Chunks.Answer("through")),
            ProviderServer.Events(Chunks.Answer("through")));
        var address = new Uri(proxy.BaseUrl);

        var response = await AskAsync("http://models.invalid/v1", new LlmOptions { Proxy = $"http://{user}{address.Authority}" });

        Assert.Equal("through", response.Text);
        var last = proxy.Requests.Last();
        Assert.Equal("models.invalid", last.Headers["Host"]);
        Assert.Equal(user.Length > 0, last.Headers.ContainsKey("Proxy-Authorization"));
        if (user.Length > 0)
        {
            Assert.Equal("Basic " + Convert.ToBase64String("us@er:p:ss"u8), last.Headers["Proxy-Authorization"]);
        }
    }

    [Fact]
    public async Task GetResponseAsync_OfTextBeyondItsCap_Stops_AndReasoningMayBeLonger()
    {
        const string reasoning = """{"choices":[{"index":0,"delta":{"reasoning":"REASON"}}]}""";
        var settings = new LlmOptions { MaxAnswerBytes = 1024 };
        await using var server = await ProviderServer.StartAsync(
            ProviderServer.Events([reasoning.Replace("REASON", new string('r', 100_000), StringComparison.Ordinal), .. Chunks.Answer("short")]),
            ProviderServer.Events([Chunks.Text(new string('x', 1000)), Chunks.Text(new string('x', 25)), Chunks.Stop]));

        Assert.Equal("short", (await AskAsync(server, settings)).Text);
        Assert.Equal(ChatFailure.TooLarge, (await Assert.ThrowsAsync<ChatFailureException>(() => AskAsync(server, settings))).Failure);
    }

    private static JsonElement Body(ProviderServer server)
    {
        using var document = JsonDocument.Parse(server.Requests.Single().Body);
        return document.RootElement.Clone();
    }

    private static Task<ChatResponse> AskAsync(ProviderServer server, LlmOptions settings, TimeProvider? time = null) =>
        AskAsync(server.BaseUrl, settings, time);

    private static async Task<ChatResponse> AskAsync(string baseUrl, LlmOptions settings, TimeProvider? time = null)
    {
        settings.BaseUrl = baseUrl;
        using var client = new OpenRouterChatClient(Options.Create(settings), time ?? TimeProvider.System);
        return await client.GetResponseAsync(
            "A question", new ChatOptions { ModelId = "qwen3", ResponseFormat = ChatResponseFormat.Json }, TestContext.Current.CancellationToken);
    }
}
