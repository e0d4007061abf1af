using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AiDevFramework.FakeOpenRouter;
using AiDevFramework.FakeOpenRouter.Log;
using AiDevFramework.FakeOpenRouter.Replay;
using AiDevFramework.FakeOpenRouter.Script;

namespace AiDevFramework.Grains.Tests.Llm;

/// <summary>The fake's recorded answers: every byte arrives, whatever becomes of the connection.</summary>
public sealed class ReplayTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(RecordingEnd.Whole, CallOutcome.Completed)]
    [InlineData(RecordingEnd.Closed, CallOutcome.Completed)]
    [InlineData(RecordingEnd.Broken, CallOutcome.Cut)]
    public async Task Replay_OfALongBody_DeliversItWhole(RecordingEnd end, CallOutcome outcome)
    {
        var body = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 300_000).Select(number => $"{number}\n")));
        await using var fake = await FakeOpenRouterServer.StartAsync();
        fake.Script.When().Answer(Behaviours.Replay(Recording.Of("text/plain", body, end)));

        var (response, received, whole) = await AskAsync(fake);

        using (response)
        {
            Assert.Equal((HttpStatusCode.OK, "text/plain"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        }

        Assert.Equal(body, received);
        Assert.Equal(end is not RecordingEnd.Broken, whole);
        Assert.Equal((200, outcome, 0m), await FinishedAsync(fake));
    }

    [Fact]
    public async Task Replay_OfAReset_EndsInAnError()
    {
        await using var fake = await FakeOpenRouterServer.StartAsync();
        fake.Script.When().Answer(Behaviours.Replay(Recording.Of(null, "some", RecordingEnd.Reset)));

        await Assert.ThrowsAsync<HttpRequestException>(async () =>
        {
            var (response, _, whole) = await AskAsync(fake);
            response.Dispose();
            if (!whole)
            {
                throw new HttpRequestException("Reset after the head.");
            }
        });
        Assert.Equal((200, CallOutcome.Cut, 0m), await FinishedAsync(fake));
    }

    [Fact]
    public async Task Replay_OfSilence_LastsUntilItIsReleased()
    {
        await using var fake = await FakeOpenRouterServer.StartAsync();
        fake.Script.When().Answer(Behaviours.Replay(Recording.Of(null, "some", RecordingEnd.Silent)));

        var asking = AskAsync(fake);
        await fake.Script.WaitForHeldAsync(TestContext.Current.CancellationToken);
        Assert.False(asking.IsCompleted);
        fake.Script.Release();
        var (response, received, whole) = await asking;

        response.Dispose();
        Assert.Equal(("some", false), (Encoding.UTF8.GetString(received), whole));
    }

    [Fact]
    public async Task Replay_OfAnyHead_AddsNothingToIt()
    {
        await using var fake = await FakeOpenRouterServer.StartAsync();
        fake.Script.When().Answer(Behaviours.Replay(new Recording("HTTP/1.1 418 Odd", ["X-Odd: 1", "x-odd: 2"], [])));

        var (response, _, _) = await AskAsync(fake);

        using (response)
        {
            Assert.Equal((418, "Odd"), ((int)response.StatusCode, response.ReasonPhrase));
            Assert.Null(response.Content.Headers.ContentType);
            Assert.Equal(["1", "2"], response.Headers.GetValues("X-Odd"));
        }
    }

    [Fact]
    public async Task EveryCase_ArrivesAsItStands()
    {
        await using var fake = await FakeOpenRouterServer.StartAsync();
        var names = WireCase.Names.Where(name => name.EndsWith(".http", StringComparison.Ordinal)).ToList();
        Assert.Contains("01-finish-every-chunk-broken.http", names);
        foreach (var name in names)
        {
            var recording = WireCase.Answer(name);
            fake.Script.When().Answer(Behaviours.Replay(recording));

            var (response, received, whole) = await AskAsync(fake);

            using (response)
            {
                Assert.Equal((name, recording.Status), (name, (int)response.StatusCode));
            }

            Assert.Equal(recording.Body, received);
            Assert.Equal(recording.End is RecordingEnd.Whole, whole);
        }
    }

    [Fact]
    public void Presets_ReadARecordingToo()
    {
        var behaviour = Presets.Read(JsonNode.Parse(
            """{"preset":"replay","recording":{"status_line":"HTTP/1.1 200","headers":[],"body":"eA==","end":"broken"}}"""));

        Assert.Equal(("HTTP/1.1 200", RecordingEnd.Broken), (behaviour.Recording?.StatusLine, behaviour.Recording?.End));
        Assert.Equal([(byte)'x'], behaviour.Recording!.Body);
    }

    [Theory]
    [InlineData("no note\nHTTP/1.1 200\n\nx")]
    [InlineData("# step PRD; then: end\nHTTP/1.1 200\nx: y")]
    public void Parse_OfNoRecording_SaysSo(string file) =>
        Assert.Throws<FormatException>(() => WireCase.Parse(Encoding.UTF8.GetBytes(file)));

    /// <returns>The bytes of the body that arrived, and whether it was complete.</returns>
    private static async Task<(HttpResponseMessage Response, byte[] Received, bool Whole)> AskAsync(FakeOpenRouterServer fake)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var http = new HttpClient { Timeout = Deadline };
        using var request = new HttpRequestMessage(HttpMethod.Post, fake.BaseAddress + "/chat/completions")
        {
            Content = new StringContent("""{"model":"m","messages":[{"role":"user","content":"x"}],"stream":true}""", Encoding.UTF8, "application/json"),
        };
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        using var received = new MemoryStream();
        try
        {
            await response.Content.CopyToAsync(received, cancellation);
            return (response, received.ToArray(), true);
        }
        catch (HttpRequestException)
        {
            return (response, received.ToArray(), false);
        }
    }

    private static async Task<(int Status, CallOutcome Outcome, decimal? BilledUsd)> FinishedAsync(FakeOpenRouterServer fake)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (fake.Log.Calls.Single().Outcome is CallOutcome.InProgress)
        {
            deadline.Token.ThrowIfCancellationRequested();
            await Task.Delay(10, deadline.Token);
        }

        var call = fake.Log.Calls.Single();
        return (call.Status, call.Outcome, call.BilledUsd);
    }
}
