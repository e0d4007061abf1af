using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Tests.Phases;
using AiDevFramework.Llm;
using AiDevFramework.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Grains.Tests.Llm;

/// <summary>The model client against a server that others wrote, with and without what a server may lack.</summary>
[Trait("Runs", "Programs")]
public sealed class OpenAiMockTests(OpenAiMock server) : IClassFixture<OpenAiMock>
{
    private readonly TestClock _waits = new(instant: true);

    [Theory(Timeout = 300_000)]
    [InlineData(true, true, true)]
    [InlineData(true, false, true)]
    [InlineData(false, true, true)]
    [InlineData(false, false, false)]
    public async Task AskAsync_OfAnAnswer_ReadsTextTokensAndFinish(bool streaming, bool usage, bool jsonMode)
    {
        var settings = new LlmOptions { ApiKey = OpenAiMock.Key, Streaming = streaming, Usage = usage, JsonMode = jsonMode };

        var answer = await AskAsync("Write a greeting", settings);

        Assert.Equal(("Hällo, ünïcode 😀 there", false, "stop"), (answer.Text, answer.Truncated, answer.Call.FinishReason));
        Assert.StartsWith("chatcmpl-", answer.Call.GenerationId, StringComparison.Ordinal);
        var counted = usage || !streaming; // whole answers bring their usage unasked
        Assert.Equal(counted ? (30, 5) : (0, 0), (answer.Call.PromptTokens, answer.Call.CompletionTokens));
        Assert.Equal((null, CostSource.Unknown), (answer.Call.CostUsd, answer.Call.CostSource)); // it names no price, and nobody knows one
    }

    [Theory(Timeout = 300_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AskAsync_OfADecision_IsOneThatItsStepAccepts(bool streaming)
    {
        var request = Questions.Request(Step.SmartDetection);

        var answer = await AskAsync("Make a decision", new LlmOptions { ApiKey = OpenAiMock.Key, Streaming = streaming }, json: true);

        Assert.Equal(CallVerdict.Accepted, Questions.Judge(request, answer).Verdict);
    }

    [Theory(Timeout = 300_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AskAsync_OfACutAnswerAndOfReasoning_TellsThemApart(bool streaming)
    {
        var settings = new LlmOptions { ApiKey = OpenAiMock.Key, Streaming = streaming };

        var cut = await AskAsync("Tell a long story", settings);
        var thought = await AskAsync("Have a thought", settings);

        Assert.Equal(("Once upon a", true), (cut.Text, cut.Truncated));
        Assert.Equal(("done", false), (thought.Text, thought.Truncated));
    }

    [Theory(Timeout = 300_000)]
    [InlineData("Show patience", OpenAiMock.Key, "API rate limit exceeded", false, 2)]
    [InlineData("Show a failure", OpenAiMock.Key, "API is unavailable; retry later", false, 2)]
    [InlineData("Write a greeting", "sk-wrong", "API key was refused; check OPENROUTER_API_KEY", true, 0)]
    [InlineData("Write a greeting", "", "API key was refused; check OPENROUTER_API_KEY", true, 0)]
    [InlineData("Nothing it knows", OpenAiMock.Key, "API has no endpoint for model 'local/model'; configure another model", true, 0)]
    public async Task AskAsync_OfAnError_FailsByItsClass(string prompt, string key, string message, bool fixFirst, int waits)
    {
        var thrown = await Assert.ThrowsAsync<FailedCallException>(() => AskAsync(prompt, new LlmOptions { ApiKey = key }));

        Assert.Equal(($"{new Uri(server.BaseUrl).Authority} {message}", true, waits), (thrown.Message, thrown.RetryAvailable, _waits.Waits.Count));
        Assert.Equal(fixFirst, thrown.FixFirst is not null);
    }

    private async Task<ModelAnswer> AskAsync(string prompt, LlmOptions settings, bool json = false)
    {
        settings.BaseUrl = server.BaseUrl;
        var options = Options.Create(settings);
        using var client = new OpenRouterChatClient(options, TimeProvider.System);
        return await new ChatModel(
            client, new CallLimiter(options), new CallBreakers(options, _waits), options, _waits, NullLogger<ChatModel>.Instance)
            .AnswerAsync(
                new ModelQuestion(
                    "local/model", [new ModelMessage("system", "Be brief"), new ModelMessage("user", prompt)],
                    json, Temperature: 0.7f, MaxTokens: 4000, Questions.Origin(Step.SmartDetection)),
                TestContext.Current.CancellationToken);
    }
}
