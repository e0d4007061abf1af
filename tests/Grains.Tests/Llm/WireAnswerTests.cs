using System.Text.Json;
using AiDevFramework.FakeOpenRouter;
using AiDevFramework.FakeOpenRouter.Replay;
using AiDevFramework.FakeOpenRouter.Script;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Tests.Phases;
using AiDevFramework.Llm;
using AiDevFramework.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Grains.Tests.Llm;

/// <summary>What real servers send, and its relatives, byte for byte over real connections, and what the step makes of it.</summary>
public sealed class WireAnswerTests : IAsyncLifetime
{
    private const string Events = "text/event-stream";
    private const string Decision = """{"features":["a","b"],"feature_count_estimate":2,"complex_domain":false,"use_event_storming":false,"reasoning":"Two."}""";

    private readonly RecordingLedger _ledger = new();
    private FakeOpenRouterServer _fake = null!;
    private OpenRouterChatClient _client = null!;
    private ChatModel _model = null!;

    public async ValueTask InitializeAsync()
    {
        _fake = await FakeOpenRouterServer.StartAsync();
        var options = Options.Create(new LlmOptions { ApiKey = "key", BaseUrl = _fake.BaseAddress.AbsoluteUri, MaxRetries = 1, BreakerSeconds = 0 });
        var waits = new TestClock(instant: true);
        _client = new OpenRouterChatClient(options, TimeProvider.System);
        _model = new ChatModel(
            _client, new CallLimiter(options), new CallBreakers(options, waits), options, waits, NullLogger<ChatModel>.Instance, ledger: _ledger);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _fake.DisposeAsync();
    }

    [Theory]
    [InlineData("03", Step.Prd)]
    [InlineData("04", Step.ExecutionPlan)]
    [InlineData("16", Step.Prd)]
    [InlineData("17", Step.Prd)]
    [InlineData("25", Step.Prd)]
    [InlineData("26", Step.Prd)]
    [InlineData("27", Step.Prd)]
    [InlineData("28", Step.Prd)]
    [InlineData("29", Step.SmartDetection)]
    [InlineData("30", Step.SmartDetection)]
    [InlineData("31", Step.SmartDetection)]
    [InlineData("32", Step.SmartDetection)]
    [InlineData("33", Step.SmartDetection)]
    [InlineData("34", Step.SmartDetection)]
    [InlineData("35", Step.SmartDetection)]
    [InlineData("69", Step.SmartDetection)]
    public async Task Case_ThatIsAnAnswer_IsAcceptedOnce(string name, Step step)
    {
        Answer(WireCase.Answer(name));

        var (reply, answer) = await JudgeAsync(step);

        Assert.True(reply.Verdict is CallVerdict.Accepted, $"{name}: {reply.Failure?.Message}{reply.Complaint}\n{answer.Text}");
        Assert.Single(_fake.Log.Calls);
        if (step is Step.SmartDetection)
        {
            Assert.Equal((2, false), (((SmartDetectionFacts)reply.Facts!).FeatureCountEstimate, ((SmartDetectionFacts)reply.Facts!).UseEventStorming));
        }
        else
        {
            Assert.Equal(1, Occurrences(answer.Text, "[[case:"));
            Assert.DoesNotContain("hmm", answer.Text, StringComparison.Ordinal);
        }

        if (name is not ("26" or "32"))
        {
            Assert.Equal((100, 50, 0.001m), (answer.Call.PromptTokens, answer.Call.CompletionTokens, answer.Call.CostUsd));
        }
    }

    [Theory]
    [InlineData("07", Step.SmartDetection)]
    [InlineData("08", Step.SmartDetection)]
    [InlineData("09", Step.Prd)]
    public async Task Case_OfThoughtsInTheText_GivesTheAnswerAlone(string name, Step step)
    {
        _fake.Script.When().Answer(Behaviours.Text(WireCase.Text(name)) with { PieceChars = 7 });

        var (reply, answer) = await JudgeAsync(step);

        Assert.Equal(CallVerdict.Accepted, reply.Verdict);
        Assert.StartsWith(step is Step.Prd ? "# Product Requirements Document" : "{\"features\":[\"feature 1\"", answer.Text, StringComparison.Ordinal);
        if (reply.Facts is SmartDetectionFacts facts)
        {
            Assert.Equal((2, false), (facts.FeatureCountEstimate, facts.UseEventStorming));
        }
    }

    [Theory]
    [InlineData(Step.Prd, "05", "13", "14", "55", "56", "57", "58", "60", "61", "62", "63", "65")]
    [InlineData(Step.ExecutionPlan, "06", "43", "44", "45", "46", "47", "48", "49", "50", "51", "52", "53", "54")]
    [InlineData(Step.TechStack, "59")]
    [InlineData(Step.EventStorming, "64")]
    public async Task Case_OfADocumentInAnotherForm_IsAcceptedAtOnce(Step step, params string[] names)
    {
        foreach (var name in names)
        {
            _fake.Script.When().Answer(Behaviours.Text(WireCase.Text(name)) with { PieceChars = 23 });

            var (reply, _) = await JudgeAsync(step);

            Assert.True(reply.Verdict is CallVerdict.Accepted, $"{name}: {reply.Failure?.Message}{reply.Complaint}");
            Assert.Equal(1, Occurrences(reply.DocumentMd!, "[[case:"));
            Assert.StartsWith("# ", reply.DocumentMd, StringComparison.Ordinal);
            Assert.DoesNotContain("<|im_end|>", reply.DocumentMd, StringComparison.Ordinal);
        }

        Assert.Equal(names.Length, _fake.Log.Calls.Count);
    }

    [Fact]
    public async Task Case_OfPartsLeftOut_IsAskedForAgain()
    {
        _fake.Script.When().Answer(Behaviours.Text(WireCase.Text("15")));

        var (reply, _) = await JudgeAsync(Step.Prd);

        Assert.Equal((CallVerdict.Repair, "Nothing stands under the heading \"### Feature 2: Thing 2\"."), (reply.Verdict, reply.Complaint));
    }

    [Theory]
    [InlineData("01", "interrupted")]
    [InlineData("02", "unavailable")]
    public async Task Case_ThatIsNoWholeAnswer_IsAskedAgainAndNothingOfItStays(string name, string errorClass)
    {
        _fake.Script.When().Answer(Behaviours.Replay(WireCase.Answer(name)), Behaviours.Text("whole"));

        var answer = await AskAsync(Step.Prd);

        Assert.Equal("whole", answer.Text);
        Assert.Equal([errorClass, null], _ledger.Attempts.Select(attempt => attempt.End?.ErrorClass));
    }

    [Theory]
    [InlineData("18")]
    [InlineData("19")]
    public async Task Case_OfReasoningAlone_IsAskedOnceWithTwiceTheRoom(string name)
    {
        _fake.Script.When().Answer(Behaviours.Replay(WireCase.Answer(name)), Behaviours.Text(Decision));

        var answer = await AskAsync(Step.SmartDetection);

        Assert.Equal(Decision, answer.Text);
        Assert.Equal(["only_reasoning", null], _ledger.Attempts.Select(attempt => attempt.End?.ErrorClass));
        Assert.Equal([3000, 6000], MaxTokensAsked());
        Assert.Equal([3000, 6000], _ledger.Attempts.Select(attempt => attempt.MaxTokens));
    }

    [Theory]
    [InlineData("18")]
    [InlineData("19")]
    public async Task Case_OfReasoningAloneAgain_FailsAndSaysWhatTookTheAllowance(string name)
    {
        Answer(WireCase.Answer(name));

        var thrown = await Assert.ThrowsAsync<FailedCallException>(() => AskAsync(Step.SmartDetection));

        Assert.Contains("spent its allowance of tokens on reasoning", thrown.Message, StringComparison.Ordinal);
        Assert.True(thrown.RetryAvailable);
        Assert.Equal(["only_reasoning", "only_reasoning"], _ledger.Attempts.Select(attempt => attempt.End?.ErrorClass));
    }

    [Fact]
    public async Task Reasoning_WhereNoBudgetHasRoomForMore_FailsWithWhatTookTheAllowance()
    {
        Answer(WireCase.Answer("19"));
        _ledger.RefuseFrom = 2;

        var thrown = await Assert.ThrowsAsync<FailedCallException>(() => AskAsync(Step.SmartDetection));

        Assert.Contains("spent its allowance of tokens on reasoning", thrown.Message, StringComparison.Ordinal);
        Assert.Single(_fake.Log.Calls);
    }

    [Fact]
    public async Task Reasoning_BeforeTheSiloWasLost_IsAskedWithTwiceTheRoomAtOnce()
    {
        _fake.Script.When().Answer(Behaviours.Text(Decision));

        Assert.Equal(Decision, (await AskAsync(Step.SmartDetection, "other/model", "openai/gpt-4o")).Text);
        Assert.Equal(Decision, (await AskAsync(Step.SmartDetection, "other/model")).Text);

        Assert.Equal([6000, 3000], _ledger.Attempts.Select(attempt => attempt.MaxTokens));
        Assert.Equal([6000, 3000], MaxTokensAsked());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)] // by the budget
    public async Task Reasoning_BeforeTheSiloWasLostAndWithoutMoreRoom_FailsWithWhatTookTheAllowance(bool byProvider)
    {
        Answer(Recording.Of("application/json", """{"error":{"code":400,"message":"Nothing for you"}}""") with { StatusLine = "HTTP/1.1 400" });
        _ledger.RefuseFrom = byProvider ? int.MaxValue : 1;

        var thrown = await Assert.ThrowsAsync<FailedCallException>(() => AskAsync(Step.SmartDetection, "openai/gpt-4o"));

        Assert.Contains("spent its allowance of tokens on reasoning", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(byProvider ? 1 : 0, _fake.Log.Calls.Count);
    }

    [Fact]
    public async Task Reasoning_AloneWithTwiceTheRoomFromTheStart_IsNotAskedAgain()
    {
        Answer(WireCase.Answer("18"));

        await Assert.ThrowsAsync<FailedCallException>(() => AskAsync(Step.SmartDetection, "openai/gpt-4o"));

        Assert.Equal([6000], MaxTokensAsked());
    }

    [Theory]
    [InlineData("<think>I never come to an end")]
    [InlineData("")]
    [InlineData(" \n")]
    public async Task Length_WithoutText_IsAskedOnceWithTwiceTheRoom(string text)
    {
        _fake.Script.When().Answer(
            Behaviours.Replay(Recording.Of(Events, Stream(Chunks.Text(text), Chunks.Finish("MAX_TOKENS"), Chunks.Done))), Behaviours.Text("# Title"));

        Assert.Equal("# Title", (await AskAsync(Step.Prd)).Text);
        Assert.Equal([8000, 16000], MaxTokensAsked());
    }

    [Fact]
    public async Task AReasonWithEachPiece_IsBelievedAtTheEndAloneAndRemembered()
    {
        var pieces = new[] { "one ", "two ", "three" }.Select(text => Finishing(text, "stop")).ToArray();
        _fake.Script.When().Answer(
            Behaviours.Replay(Recording.Of(Events, Stream([.. pieces, Chunks.Done]))),
            Behaviours.Replay(Recording.Of(Events, Stream(pieces[..1]), RecordingEnd.Broken)), // would have been an answer
            Behaviours.Replay(Recording.Of(Events, Stream(pieces))));

        Assert.Equal("one two three", (await AskAsync(Step.Prd)).Text);
        Assert.Equal("one two three", (await AskAsync(Step.Prd)).Text);
        Assert.Equal([null, "interrupted", null], _ledger.Attempts.Select(attempt => attempt.End?.ErrorClass));
    }

    [Fact]
    public async Task AReasonFollowedByNothingNew_Stands()
    {
        const string text = "A text that is long enough to be said again.";
        string[] repetition = [Chunks.Text(text), Chunks.Finish("stop"), Chunks.Text(" \n"), Chunks.Usage, Message(text)];
        _fake.Script.When().Answer(
            Behaviours.Replay(Recording.Of(Events, Stream(repetition), RecordingEnd.Broken)),
            Behaviours.Replay(Recording.Of(Events, Stream(Finishing("first", "stop")), RecordingEnd.Broken)));

        Assert.Equal(text, (await AskAsync(Step.Prd)).Text.Trim());
        Assert.Equal("first", (await AskAsync(Step.Prd)).Text); // the server was not found to be an early one
        Assert.Equal(2, _fake.Log.Calls.Count);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("weird\"}<b>")]
    [InlineData("OTHER")]
    public async Task AnEndThatSaysNothingKnown_IsNamedWhereTheTextIsRefused(string? reason)
    {
        string[] end = reason is null ? [Chunks.Done] : [Chunks.Finish(JsonSerializer.Serialize(reason)[1..^1]), Chunks.Done];
        Answer(Recording.Of(Events, Stream([Chunks.Text("# Half a document"), .. end])));
        var request = Questions.Request(Step.Prd, material: null, Questions.Faulty("x", "y"));

        var (reply, _) = await JudgeAsync(Step.Prd, request);

        Assert.Equal(CallVerdict.Failed, reply.Verdict);
        Assert.Contains(
            reason switch { null => "did not say why", "OTHER" => "'OTHER'", _ => "'weird???b?'" }, reply.Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnUnknownReasonWithoutDone_IsAnInterruption()
    {
        _fake.Script.When().Answer(
            Behaviours.Replay(Recording.Of(Events, Stream(Chunks.Text("half"), Chunks.Finish("whatever")))), Behaviours.Text("whole"));

        Assert.Equal("whole", (await AskAsync(Step.Prd)).Text);
    }

    [Theory]
    [InlineData("event: error\ndata: overloaded\n\n")]
    [InlineData("event:error\ndata: {\"detail\":\"x\"}\n\n")]
    [InlineData("data: {\"type\":\"error\",\"message\":\"x\"}\n\n")]
    [InlineData("data: {\"object\":\"error\",\"message\":\"x\",\"code\":503}\n\n")]
    public async Task AnErrorBeforeALaterFinish_IsOne(string error)
    {
        var body = Stream(Chunks.Text("half")) + error + Stream(Chunks.Stop, Chunks.Done);
        _fake.Script.When().Answer(Behaviours.Replay(Recording.Of(Events, body)), Behaviours.Text("whole"));

        Assert.Equal("whole", (await AskAsync(Step.Prd)).Text);
    }

    [Theory]
    [InlineData("data: ping\n\n")]
    [InlineData("event: ping\ndata: {\"type\":\"ping\"}\n\n")]
    [InlineData("data: \"keep-alive\"\n\n")]
    [InlineData("data: [1]\n\n")]
    [InlineData("data:\n\n: x\n\nid: 4\nretry: 10\n\n")]
    [InlineData("data: {\"choices\":null}\n\n")]
    public async Task OneOddEventInAGoodStream_IsPassedOver(string odd)
    {
        Answer(Recording.Of(Events, odd + Stream(Chunks.Text("a")) + odd + Stream(Chunks.Text("b"), Chunks.Stop) + odd + Stream(Chunks.Done)));

        Assert.Equal("ab", (await AskAsync(Step.Prd)).Text);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("application/json")]
    [InlineData("text/html")]
    [InlineData("application/octet-stream")]
    public async Task AnyContentType_IsReadByWhatCame(string? contentType)
    {
        var whole = """{"choices":[{"index":0,"message":{"role":"assistant","content":[{"type":"reasoning","text":"no"},{"text":"whole","type":"text"},"!"]},"finish_reason":"stop"}]}""";
        _fake.Script.When().Answer(
            Behaviours.Replay(Recording.Of(contentType, Stream(Chunks.Answer("stream")))),
            Behaviours.Replay(Recording.Of(contentType, whole)),
            Behaviours.Replay(Recording.Of(contentType, string.Join('\n', Chunks.Answer("lines")))),
            Behaviours.Replay(Recording.Of(contentType, "[" + string.Join(",\n", Chunks.Answer("array")[..3]) + "]", RecordingEnd.Closed)));

        Assert.Equal(
            ["stream", "whole!", "lines", "array"],
            [(await AskAsync(Step.Prd)).Text, (await AskAsync(Step.Prd)).Text, (await AskAsync(Step.Prd)).Text, (await AskAsync(Step.Prd)).Text]);
    }

    [Fact]
    public async Task ASingleBodyWithoutAReason_IsJudgedByItsText()
    {
        Answer(Recording.Of("application/json", """{"choices":[{"message":{"content":"whole"},"finish_reason":null}]}"""));

        var answer = await AskAsync(Step.Prd);

        Assert.Equal("whole", answer.Text);
        Assert.NotNull(answer.Doubt);
    }

    [Fact]
    public async Task ACumulativeStream_GivesTheTextOnce()
    {
        var text = string.Concat(Enumerable.Range(1, 60).Select(number => $"Line {number} of the text.\n"));
        var pieces = Enumerable.Range(1, 60).Select(part => text[..(text.Length * part / 60)]).ToList();
        _fake.Script.When().Answer(
            Behaviours.Replay(Recording.Of(Events, Stream([.. pieces.Select(Chunks.Text), Chunks.Stop, Chunks.Done]))),
            Behaviours.Replay(Recording.Of(Events, Stream([.. pieces.Select(Message), Chunks.Stop, Chunks.Done]))));

        Assert.Equal(text, (await AskAsync(Step.Prd)).Text);
        Assert.Equal(text, (await AskAsync(Step.Prd)).Text);
    }

    [Fact]
    public async Task ATextBesideADelta_IsTheSameText()
    {
        var pieces = new[] { "# Ti", "tle\n", "Text" }.Select(text => JsonSerializer.Serialize(text))
            .Select(text => $$$"""{"choices":[{"index":0,"text":{{{text}}},"delta":{"role":"assistant","content":{{{text}}}}}]}""");
        Answer(Recording.Of(Events, Stream([.. pieces, Chunks.Stop, Chunks.Done])));

        Assert.Equal("# Title\nText", (await AskAsync(Step.Prd)).Text);
    }

    [Fact]
    public async Task ALastPieceThatRepeatsAllWithoutTheBlanksAround_GivesTheTextOnce()
    {
        const string text = "\n# Title\n\nA text that is long enough to be said again, and to be told apart.\n\n";
        var pieces = text.Chunk(7).Select(piece => Chunks.Text(new string(piece)));
        Answer(Recording.Of(Events, Stream([.. pieces, Finishing(text.Trim(), "stop"), Chunks.Done])));

        Assert.Equal(text, (await AskAsync(Step.Prd)).Text);
    }

    [Theory]
    [InlineData(": keep-alive\n\n: keep-alive\n\n", "")]
    [InlineData("\n\n\n: OPENROUTER PROCESSING\n\n", "\n")]
    [InlineData("\u001e", "\n\u001e")]
    public async Task AWholeAnswerBehindSignsOfLife_IsRead(string before, string behind)
    {
        Answer(Recording.Of(Events, before + """
            {
              "choices": [ { "index": 0, "message": { "content": "whole" }, "finish_reason": "stop" } ]
            }
            """ + behind));

        Assert.Equal("whole", (await AskAsync(Step.Prd)).Text);
    }

    [Fact]
    public async Task AStreamOfMixedForms_IsReadByWhatEachPieceIs()
    {
        _fake.Script.When().Answer(
            Behaviours.Replay(Recording.Of(Events, Chunks.Text("a") + "\n" + Stream(Chunks.Text("b"), Chunks.Stop, Chunks.Done))),
            Behaviours.Replay(Recording.Of(Events, Stream(Chunks.Text("a")) + Chunks.Text("b") + "\n" + Chunks.Stop + "\n\ndata: [DONE]\n\n")),
            Behaviours.Replay(Recording.Of(Events, Stream(Chunks.Text("ab"), Chunks.Stop).Replace("data: ", "data: data: ", StringComparison.Ordinal))),
            Behaviours.Replay(Recording.Of(Events, Stream(Chunks.Text("ab")) + "[DONE]\n\n")),
            Behaviours.Replay(Recording.Of(Events, Stream(Chunks.Text("ab"), "\"[DONE]\""))),
            Behaviours.Replay(Recording.Of(Events, "\uFEFF" + Stream(Chunks.Text("ab"), Chunks.Stop))));

        for (var answer = 0; answer < 6; answer++)
        {
            Assert.Equal("ab", (await AskAsync(Step.Prd)).Text);
        }

        Assert.All(_ledger.Attempts, attempt => Assert.Null(attempt.End?.ErrorClass));
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("0")]
    [InlineData("{\"code\":0,\"message\":\"\",\"details\":[]}")]
    public async Task AnErrorWithNothingInIt_IsNone(string error)
    {
        Answer(Recording.Of(Events, Stream(
            $$$"""{"error":{{{error}}},"choices":[{"index":0,"delta":{"content":"text"}}]}""", $$$"""{"error":{{{error}}},"choices":[]}""", Chunks.Stop)));

        Assert.Equal("text", (await AskAsync(Step.Prd)).Text);
    }

    [Theory]
    [InlineData("summary_text")]
    [InlineData("thought")]
    [InlineData("tool_result")]
    [InlineData("reference")]
    public async Task APartThatIsNoText_IsNoneOfTheAnswer(string type)
    {
        Answer(Recording.Of(Events, Stream(
            $$$"""{"choices":[{"index":0,"delta":{"content":[{"type":"{{{type}}}","text":"no"},{"type":"output_text","text":"yes"}]}}]}""", Chunks.Stop)));

        Assert.Equal("yes", (await AskAsync(Step.Prd)).Text);
    }

    [Theory]
    [InlineData("""{"detail":"Not Found"}""", "OPENROUTER_BASE_URL")]
    [InlineData("Ollama is running", "OPENROUTER_BASE_URL")]
    [InlineData("""{"code":401,"msg":"token expired or incorrect","success":false}""", "OPENROUTER_API_KEY")]
    [InlineData("""{"base_resp":{"status_code":1008,"status_msg":"insufficient balance"}}""", "add credit")]
    [InlineData("""{"code":429,"message":"slow down"}""", "rate limit")]
    [InlineData("""{"status":"ok"}""", "ended before it was complete")]
    [InlineData("", "ended before it was complete")]
    public async Task ABodyOfSuccessWithoutAnAnswer_IsClassedByWhatItSays(string body, string advice)
    {
        Answer(Recording.Of("application/json", body));

        var thrown = await Assert.ThrowsAsync<FailedCallException>(() => AskAsync(Step.Prd));

        Assert.Contains(advice, thrown.Message, StringComparison.Ordinal);
    }

    private static string Stream(params IEnumerable<string> payloads) => string.Concat(payloads.Select(payload => $"data: {payload}\n\n"));

    private static string Finishing(string text, string reason) =>
        $$$"""{"choices":[{"index":0,"finish_reason":"{{{reason}}}","delta":{"content":{{{JsonSerializer.Serialize(text)}}}}}]}""";

    private static string Message(string text) =>
        $$$"""{"choices":[{"index":0,"message":{"role":"assistant","content":{{{JsonSerializer.Serialize(text)}}}}}]}""";

    private static int Occurrences(string text, string part) => text.Split(part).Length - 1;

    private void Answer(Recording recording) => _fake.Script.When().Answer(Behaviours.Replay(recording));

    private List<int> MaxTokensAsked() =>
        [.. _fake.Log.Calls.Select(call => JsonDocument.Parse(call.Body!).RootElement.GetProperty("max_tokens").GetInt32())];

    private Task<ModelAnswer> AskAsync(Step step, params string[] wideModels) => _model.AnswerAsync(
        Questions.Ask(Questions.Request(step) with { WideModels = wideModels }, "openai/gpt-4o"), TestContext.Current.CancellationToken);

    private async Task<(StepReply Reply, ModelAnswer Answer)> JudgeAsync(Step step, StepRequest? request = null)
    {
        request ??= Questions.Request(step, Questions.Material with { Approach = Approach.Horizontal });
        var question = Questions.Ask(request, "openai/gpt-4o");
        var answer = await _model.AnswerAsync(question, TestContext.Current.CancellationToken);
        return (Questions.Judge(request, answer), answer);
    }
}
